#include "reports/plan/ceiling_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>
#include <vector>

#include "reports/render/words.hpp"
#include "sim/experiment/in_question.hpp"

namespace caseload::reports {
namespace {

// Eligible patients, in the mean, who reach the step only because the same work took them longer,
// and who do not only because it took less time.
struct ByPace {
  double longer = 0, shorter = 0;
  bool matters() const { return std::max(longer, shorter) >= 0.5; }
};
ByPace by_pace(const experiment::MonthSummary& month, std::size_t tier) {
  const double longer = month.by_longer_minutes_mean[tier];
  const double gained =
      month.reached[tier].eligible_mean - month.reached_as_stated[tier].eligible_mean;
  return {.longer = longer, .shorter = longer - gained};
}

// What makes the ceiling, the largest part first.
std::string causes_words(const experiment::MonthSummary& month) {
  std::vector<std::pair<double, experiment::ShortfallReason>> causes;
  for (int cause = 0; cause < experiment::kShortfallReasons; ++cause) {
    const double patients = month.operations.missed20[static_cast<std::size_t>(cause)];
    if (std::llround(patients) > 0)
      causes.emplace_back(patients, static_cast<experiment::ShortfallReason>(cause));
  }
  if (causes.empty()) return "";
  std::ranges::sort(causes, std::greater{});
  std::string words;
  for (const auto& [patients, cause] : causes)
    words += fmt::format("{}{} ({})", words.empty() ? "" : ", ", experiment::why(cause),
                         thousands(std::llround(patients)));
  return fmt::format(" Of everybody enrolled, these stay below 20 minutes even then: {}.", words);
}

}  // namespace

std::string ceiling_paragraph(const PlanReport& report, std::size_t plan) {
  if (report.summary.ceiling_of.empty()) return {};
  const experiment::PlanSummary& ceiling = report.summary.ceiling(plan);
  const experiment::MonthSummary& month =
      experiment::month_named(ceiling, experiment::month_in_question(report.summary));
  const std::size_t tier = experiment::tier_in_question(report.scenario);
  if (month.reached[tier].of == 0) return {};
  std::string text = fmt::format(
      "Were the same people never busy and never away, {} would reach {} minutes in {}: that is "
      "the ceiling of {}, which no hiring of more of them lifts.",
      patients_words(month, month.reached[tier]), experiment::kMinuteTiers[tier],
      month.month.spoken(), report.summary.plans[plan].name);
  text += causes_words(month);
  if (!report.scenario.require.empty() && ceiling.answer == experiment::Answer::No)
    text +=
        fmt::format(" Even that would not meet what you ask for ({} of {}).",
                    thousands(ceiling.joint.held), counted(ceiling.joint.of, "simulated month"));
  return text;
}

std::string longer_minutes_paragraph(const PlanReport& report, std::size_t plan) {
  const experiment::MonthSummary& month = experiment::month_named(
      report.summary.plans[plan], experiment::month_in_question(report.summary));
  const std::size_t tier = experiment::tier_in_question(report.scenario);
  const experiment::ShareSummary& as_stated = month.reached_as_stated[tier];
  const ByPace pace = by_pace(month, tier);
  if (as_stated.of == 0 || !pace.matters()) return {};
  std::string text = fmt::format(
      "At the durations that the scenario states (speed 1, no interpreter) the same work would "
      "bring {} there.",
      patients_words(month, as_stated));
  const auto add = [&](double patients, std::string_view one, std::string_view more) {
    if (patients < 0.5) return;
    const auto count = std::llround(patients);
    text += fmt::format(" {} {}.", counted(count, "patient"), by_count(count, one, more));
  };
  add(pace.longer, "is there by longer minutes alone: no more was done",
      "are there by longer minutes alone: no more was done for them");
  add(pace.shorter, "is not, because the same was done in less time",
      "are not, because the same was done for them in less time");
  return text;
}

std::string by_longer_sentence(const std::vector<ByLonger>& plans, int minutes) {
  std::string words;
  for (const ByLonger& plan : plans)
    if (plan.patients >= 0.5)
      words += fmt::format("{}{} of {}", words.empty() ? "" : ", ",
                           thousands(std::llround(plan.patients)), plan.plan);
  if (words.empty()) return {};
  return fmt::format(
      "By longer minutes alone reach {} minutes: {}. At the durations that the scenario "
      "states (speed 1, no interpreter) the same work would not bring them there.",
      minutes, words);
}

bool pace_matters(const PlanReport& report) {
  const std::size_t tier = experiment::tier_in_question(report.scenario);
  return std::ranges::any_of(report.summary.plans, [&](const experiment::PlanSummary& plan) {
    return by_pace(experiment::month_named(plan, experiment::month_in_question(report.summary)),
                   tier)
        .matters();
  });
}

}  // namespace caseload::reports
