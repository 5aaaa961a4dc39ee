#include "reports/render/scenario_words.hpp"

#include <fmt/format.h>

#include "reports/render/words.hpp"
#include "sim/care/model/policies.hpp"

namespace caseload::reports {

std::string late_words(const experiment::UrgentRequirement& requirement) {
  return fmt::format(
      "{:g} {}", to_minutes(requirement.late_over),
      requirement.on_the_wall_clock ? "minutes on the wall clock" : "staffed minutes");
}

std::string requirement_words(const experiment::Requirement& requirement) {
  const auto often = [](double months) { return fmt::format("in {:g} months of 100", months); };
  if (const auto* reach = std::get_if<experiment::ReachRequirement>(&requirement))
    return fmt::format("at least {} of patients reach {} minutes with a live contact, {}",
                       percent_words(reach->share), reach->minutes, often(reach->in_months_of_100));
  const auto& urgent = std::get<experiment::UrgentRequirement>(requirement);
  return fmt::format("at most {} urgent {} a month first touched later than {}, {}", urgent.at_most,
                     by_count(urgent.at_most, "alert", "alerts"), late_words(urgent),
                     often(urgent.in_months_of_100));
}

std::string policy_words(const care::PolicyChoice& policy) {
  std::string words{care::policy(policy.order).name};
  if (policy.push_from_day > 0)
    words += fmt::format(", closest_first from day {}", policy.push_from_day);
  if (care::threshold_driven(policy)) words += " (threshold-driven, for comparison only)";
  return words;
}

}  // namespace caseload::reports
