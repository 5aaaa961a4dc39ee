#pragma once

// How a plan is judged, and what its months together say: through which it holds, which is the
// first to fail, and how many replications a yes takes.

#include <optional>
#include <span>
#include <vector>

#include "sim/experiment/summary.hpp"

namespace caseload::experiment {

// Fills in which of the plan's months are judged, how often what is asked held in each of them, and
// the plan's verdicts. Requires: the months of `plan`, with `own_team`; `outcomes` of the same.
void judge(PlanSummary& plan, const std::vector<Requirement>& requirements,
           std::span<const std::vector<MonthOutcome>> outcomes);

// Of a judged plan, by the calendar.
std::optional<CalendarMonth> judged_from(const PlanSummary& plan);    // where not by all months
std::optional<CalendarMonth> first_failing(const PlanSummary& plan);  // the first that is a No
// The first month from which on every named one is a Yes; none where the last is not.
std::optional<CalendarMonth> holds_since(const PlanSummary& plan);
// Places in `months`, the earliest first.
std::vector<std::size_t> by_calendar(const PlanSummary& plan);

// The fewest replications of a month with which a Yes is possible, where all that is asked holds in
// every one of them; 0 where nothing is asked.
int replications_for_a_yes(const std::vector<Requirement>& requirements);

}  // namespace caseload::experiment
