#include "reports/plan/plan_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>
#include <utility>

#include "reports/render/words.hpp"
#include "sim/base/check.hpp"

namespace caseload::reports {

using experiment::Answer;
using experiment::PlanSummary;

bool any_candidate(const experiment::Summary& summary) {
  return std::ranges::any_of(summary.plans, &PlanSummary::candidate);
}

const PlanSummary& plan_in_question(const experiment::Summary& summary) {
  if (summary.cheapest_yes) return summary.plans[*summary.cheapest_yes];
  const auto nearness = [](const PlanSummary& plan) {
    const auto months_held = std::ranges::count_if(
        plan.months,
        [](const experiment::MonthSummary& month) { return month.verdict.answer == Answer::Yes; });
    return std::tuple(plan.candidate(), plan.answer == Answer::TooClose, plan.joint.held,
                      months_held, -*plan.monthly_cost_usd);
  };
  const PlanSummary* nearest = nullptr;
  for (const PlanSummary& plan : summary.plans)
    if (!plan.unlimited && (nearest == nullptr || nearness(plan) > nearness(*nearest)))
      nearest = &plan;
  CASELOAD_CHECK(nearest != nullptr, "a report was asked for without a plan");
  return *nearest;
}

CalendarMonth month_in_question(const experiment::Summary& summary) {
  const PlanSummary& asked = plan_in_question(summary);
  const auto alike = [&](std::size_t place) {
    return std::ranges::count_if(summary.plans, [&](const PlanSummary& plan) {
      return plan.candidate() && !plan.months[place].own_team;
    });
  };
  const auto rank = [&](std::size_t place) {
    const experiment::RequirementVerdict& verdict = asked.months[place].verdict;
    return std::tuple(alike(place), verdict.answer == Answer::Yes, verdict.answer != Answer::No,
                      verdict.held, verdict.month != asked.joint.month);
  };
  std::optional<std::size_t> found;
  for (std::size_t place = 0; place < asked.months.size(); ++place)
    if (asked.months[place].judged && (!found || rank(place) < rank(*found))) found = place;
  return asked.months[*found].month;
}

const experiment::MonthSummary& month_named(const PlanSummary& plan, CalendarMonth month) {
  const auto found = std::ranges::find(plan.months, month, &experiment::MonthSummary::month);
  CASELOAD_CHECK(found != plan.months.end(), "a verdict names a month that was not simulated");
  return *found;
}

std::string patients_words(const experiment::MonthSummary& month,
                           const experiment::ShareSummary& share) {
  return fmt::format("{} of {} ({})", mean_words(share.eligible_mean, month.patients_eligible_mean),
                     counted(std::llround(month.patients_eligible_mean), "patient"),
                     percent_words(share.share_mean));
}

const experiment::MonthSummary& governing_month(const PlanSummary& plan) {
  return month_named(plan, plan.joint.month);
}

std::string_view name(experiment::PlanRole role) {
  switch (role) {
    case experiment::PlanRole::Candidate:
      return "candidate";
    case experiment::PlanRole::SameTeam:
      return "same_team";
    case experiment::PlanRole::Stress:
      return "stress";
    case experiment::PlanRole::Unlimited:
      return "unlimited";
  }
  return {};
}

std::vector<std::string> judged_months(const PlanSummary& plan) {
  std::vector<std::string> names;
  for (const experiment::MonthSummary& month : plan.months)
    if (month.judged) names.push_back(month.month.name());
  return names;
}

std::size_t tier_in_question(const experiment::Scenario& scenario) {
  int asked = 20;
  for (const experiment::Requirement& requirement : scenario.require)
    if (const auto* reach = std::get_if<experiment::ReachRequirement>(&requirement)) {
      asked = reach->minutes;
      break;
    }
  return static_cast<std::size_t>(std::ranges::find(experiment::kMinuteTiers, asked) -
                                  experiment::kMinuteTiers.begin());
}

std::vector<std::size_t> by_cost(const experiment::Summary& summary) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < summary.plans.size(); ++i)
    if (summary.plans[i].candidate()) order.push_back(i);
  std::ranges::sort(
      order, {}, [&](std::size_t i) { return std::pair(*summary.plans[i].monthly_cost_usd, i); });
  return order;
}

}  // namespace caseload::reports
