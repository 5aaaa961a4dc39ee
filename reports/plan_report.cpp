#include "reports/plan_report.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "sim/base/check.hpp"

namespace caseload::reports {

using sim::Answer;
using sim::PlanSummary;

const PlanSummary& plan_in_question(const sim::Summary& summary) {
  if (summary.cheapest_yes) return summary.plans[*summary.cheapest_yes];
  const auto nearness = [](const PlanSummary& plan) {
    return std::tuple(plan.answer == Answer::TooClose, plan.joint.held, -*plan.monthly_cost_usd);
  };
  const PlanSummary* nearest = nullptr;
  for (const PlanSummary& plan : summary.plans)
    if (!plan.unlimited && (nearest == nullptr || nearness(plan) > nearness(*nearest)))
      nearest = &plan;
  CASELOAD_CHECK(nearest != nullptr, "a report was asked for without a plan");
  return *nearest;
}

const sim::MonthSummary& month_named(const PlanSummary& plan, sim::CalendarMonth month) {
  const auto found = std::ranges::find(plan.months, month, &sim::MonthSummary::month);
  CASELOAD_CHECK(found != plan.months.end(), "a verdict names a month that was not simulated");
  return *found;
}

const sim::MonthSummary& governing_month(const PlanSummary& plan) {
  return month_named(plan, plan.joint.month);
}

std::size_t tier_in_question(const sim::Scenario& scenario) {
  int asked = 20;
  for (const sim::Requirement& requirement : scenario.require)
    if (const auto* reach = std::get_if<sim::ReachRequirement>(&requirement)) {
      asked = reach->minutes;
      break;
    }
  return static_cast<std::size_t>(std::ranges::find(sim::kMinuteTiers, asked) -
                                  sim::kMinuteTiers.begin());
}

std::vector<std::size_t> by_cost(const sim::Summary& summary) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < summary.plans.size(); ++i)
    if (!summary.plans[i].unlimited) order.push_back(i);
  std::ranges::sort(
      order, {}, [&](std::size_t i) { return std::pair(*summary.plans[i].monthly_cost_usd, i); });
  return order;
}

}  // namespace caseload::reports
