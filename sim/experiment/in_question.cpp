#include "sim/experiment/in_question.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "sim/base/check.hpp"

namespace caseload::experiment {

const PlanSummary& plan_in_question(const Summary& summary) {
  if (summary.cheapest_yes) return summary.plans[*summary.cheapest_yes];
  const auto nearness = [](const PlanSummary& plan) {
    const auto months_held = std::ranges::count_if(
        plan.months, [](const MonthSummary& month) { return month.verdict.answer == Answer::Yes; });
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

CalendarMonth month_in_question(const Summary& summary) {
  const PlanSummary& asked = plan_in_question(summary);
  const auto alike = [&](std::size_t place) {
    return std::ranges::count_if(summary.plans, [&](const PlanSummary& plan) {
      return plan.candidate() && !plan.months[place].own_team;
    });
  };
  const auto rank = [&](std::size_t place) {
    const RequirementVerdict& verdict = asked.months[place].verdict;
    return std::tuple(alike(place), verdict.answer == Answer::Yes, verdict.answer != Answer::No,
                      verdict.held, verdict.month != asked.joint.month);
  };
  std::optional<std::size_t> found;
  for (std::size_t place = 0; place < asked.months.size(); ++place)
    if (asked.months[place].judged && (!found || rank(place) < rank(*found))) found = place;
  return asked.months[*found].month;
}

std::size_t tier_in_question(const Scenario& scenario) {
  int asked = kMinuteTiers[kBillingTier];
  for (const Requirement& requirement : scenario.require)
    if (const auto* reach = std::get_if<ReachRequirement>(&requirement)) {
      asked = reach->minutes;
      break;
    }
  return static_cast<std::size_t>(std::ranges::find(kMinuteTiers, asked) - kMinuteTiers.begin());
}

std::vector<std::size_t> by_cost(const Summary& summary) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < summary.plans.size(); ++i)
    if (summary.plans[i].candidate()) order.push_back(i);
  std::ranges::sort(
      order, {}, [&](std::size_t i) { return std::pair(*summary.plans[i].monthly_cost_usd, i); });
  return order;
}

}  // namespace caseload::experiment
