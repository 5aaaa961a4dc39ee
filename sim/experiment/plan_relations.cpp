#include "sim/experiment/plan_relations.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "sim/experiment/trial.hpp"

namespace caseload::experiment {
namespace {

// Both included.
care::DaySpan simulated_days(const Scenario& scenario, CalendarMonth month) {
  return {scenario.zone.local_day(simulation_start(scenario, month)), month.end_day() - days{1}};
}

bool works_on(const Scenario& scenario, const Plan& plan, std::size_t person, LocalDay day) {
  const auto place = std::ranges::find(plan.staff, person);
  if (place == plan.staff.end() || !scenario.staff[person].employed_on(day)) return false;
  return std::ranges::none_of(plan.out, [&](const Outage& outage) {
    return outage.person == static_cast<std::size_t>(place - plan.staff.begin()) &&
           outage.days.contains(day);
  });
}

bool same_calls(const Plan& a, const Plan& b) {
  return a.vendor_calls == b.vendor_calls && a.vendor_fee == b.vendor_fee;
}

std::vector<std::size_t> people(const Plan& plan) {
  std::vector<std::size_t> staff = plan.staff;
  std::ranges::sort(staff);
  return staff;
}

// Whoever is in one of the plans alone, or out under one of them.
std::vector<std::size_t> people_to_compare(const Plan& a, const Plan& b) {
  std::vector<std::size_t> found;
  std::ranges::set_symmetric_difference(people(a), people(b), std::back_inserter(found));
  for (const Plan* plan : {&a, &b})
    for (const Outage& outage : plan->out) found.push_back(plan->staff[outage.person]);
  return found;
}

Plan without_outages(Plan plan) {
  plan.out.clear();
  return plan;
}

bool may_be_referred_to(const Plan& plan) { return !plan.unlimited && plan.out.empty(); }

std::vector<bool> months_that_differ(const Scenario& scenario, const Plan& plan, const Plan& other,
                                     const std::vector<CalendarMonth>& months) {
  std::vector<bool> differs;
  for (const CalendarMonth month : months)
    differs.push_back(teams_differ(scenario, plan, other, month));
  return differs;
}

PlanRelation stress_of(const Scenario& scenario, const Plan& plan, const std::vector<Plan>& plans,
                       const std::vector<CalendarMonth>& months) {
  const auto tested = std::ranges::find_if(plans, [&](const Plan& other) {
    return may_be_referred_to(other) && same_calls(plan, other) && people(plan) == people(other);
  });
  PlanRelation relation{.stress = true};
  if (tested != plans.end()) relation.reference = static_cast<std::size_t>(tested - plans.begin());
  relation.differs = months_that_differ(scenario, plan, without_outages(plan), months);
  return relation;
}

PlanRelation extension_of(const Scenario& scenario, const Plan& plan,
                          const std::vector<Plan>& plans,
                          const std::vector<CalendarMonth>& months) {
  PlanRelation relation{.differs = std::vector<bool>(months.size(), true)};
  if (plan.unlimited) return relation;
  const std::vector<std::size_t> mine = people(plan);
  std::tuple<std::ptrdiff_t, std::size_t> closest{0, 0};  // months in common, people
  for (std::size_t place = 0; place < plans.size(); ++place) {
    const Plan& other = plans[place];
    const std::vector<std::size_t> theirs = people(other);
    if (!may_be_referred_to(other) || !same_calls(plan, other) || theirs.size() >= mine.size() ||
        !std::ranges::includes(mine, theirs))
      continue;
    const std::vector<bool> differs = months_that_differ(scenario, plan, other, months);
    const std::tuple close{std::ranges::count(differs, false), theirs.size()};
    if (std::get<0>(close) == 0 || close <= closest) continue;
    closest = close;
    relation.reference = place;
    relation.differs = differs;
  }
  return relation;
}

}  // namespace

bool teams_differ(const Scenario& scenario, const Plan& a, const Plan& b, CalendarMonth month) {
  if (a.unlimited != b.unlimited || !same_calls(a, b)) return true;
  const care::DaySpan span = simulated_days(scenario, month);
  for (const std::size_t person : people_to_compare(a, b))
    for (LocalDay day = span.first; day <= span.last; day += days{1})
      if (works_on(scenario, a, person, day) != works_on(scenario, b, person, day)) return true;
  return false;
}

std::vector<PlanRelation> relate_plans(const Scenario& scenario, const std::vector<Plan>& plans,
                                       const std::vector<CalendarMonth>& months) {
  std::vector<PlanRelation> relations;
  for (const Plan& plan : plans)
    relations.push_back(plan.out.empty() ? extension_of(scenario, plan, plans, months)
                                         : stress_of(scenario, plan, plans, months));
  return relations;
}

}  // namespace caseload::experiment
