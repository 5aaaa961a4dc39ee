#pragma once

// Which plan, month and step of minutes the answer of an experiment is about. What else is
// simulated to explain the answer (what_if.hpp, compare_policy.hpp, compare_assignment.hpp) is
// simulated of these, and reports tell their details.

#include <cstddef>
#include <vector>

#include "sim/experiment/summary.hpp"

namespace caseload::experiment {

// The plan the answer is about: the cheapest that passes; else, of those that may be chosen, the
// one that comes nearest: the better answer, then the more simulated months held, then the more
// named months in which it is enough, then the cheaper. Where none may be chosen, the nearest of
// the tests. Requires: a plan that is not `unlimited`.
const PlanSummary& plan_in_question(const Summary& summary);

// The month whose details are told, of every plan: the worst for the plan in question among those
// of its months in which the fewest plans that may be chosen have the team of another one. Mostly
// the month that governs the answer; but what a hire in July changes is not to be seen in March.
CalendarMonth month_in_question(const Summary& summary);

// Index into kMinuteTiers of what is asked to be reached: the first reach requirement's, else of 20
// minutes.
std::size_t tier_in_question(const Scenario& scenario);

// Places of the plans that may be chosen, the cheapest first, equals in their own order.
std::vector<std::size_t> by_cost(const Summary& summary);

}  // namespace caseload::experiment
