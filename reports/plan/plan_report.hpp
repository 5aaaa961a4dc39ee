#pragma once

// What the reports of `plan` are written from, the same facts for text, JSON and CSV; and which
// plan and month they speak of first.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/experiment/compare_assignment.hpp"
#include "sim/experiment/compare_policy.hpp"
#include "sim/experiment/summary.hpp"
#include "sim/experiment/verdicts.hpp"
#include "sim/experiment/what_if.hpp"

namespace caseload::reports {

struct PlanReport {
  const experiment::Scenario& scenario;
  const experiment::Experiment& experiment;
  const experiment::Summary& summary;  // of that experiment
  std::string file;                    // as given
  std::string version;                 // of caseload
  std::size_t defaults_used = 0;       // values the scenario's author did not give
  std::size_t moving_defaults = 0;     // of those, the ones that move the answer
  std::optional<experiment::WhatIf>
      what_if{};  // of plan and month in question; absent if not asked
  std::optional<experiment::PolicyComparison>
      compare_policy{};  // the same, of a threshold-driven policy
  std::optional<experiment::AssignmentComparison>
      compare_assignment{};  // the same, of primary nurses
};

// The plan the answer is about: the cheapest that passes; else, of those that may be chosen, the
// one that comes nearest: the better answer, then the more simulated months held, then the more
// named months in which it is enough, then the cheaper. Where none may be chosen, the nearest of
// the tests. Requires: a plan that is not `unlimited`.
const experiment::PlanSummary& plan_in_question(const experiment::Summary& summary);
bool any_candidate(const experiment::Summary& summary);

// The month whose details are told, of every plan: the worst for the plan in question among those
// of its months in which the fewest plans that may be chosen have the team of another one. Mostly
// the month that governs the answer; but what a hire in July changes is not to be seen in March.
CalendarMonth month_in_question(const experiment::Summary& summary);

// "187 of 302 patients (62 %)": of the eligible, in the mean.
std::string patients_words(const experiment::MonthSummary& month,
                           const experiment::ShareSummary& share);

// The month that governs a plan's answer. Requires: it was simulated.
const experiment::MonthSummary& governing_month(const experiment::PlanSummary& plan);
const experiment::MonthSummary& month_named(const experiment::PlanSummary& plan,
                                            CalendarMonth month);

// "candidate", "same_team", "stress", "unlimited": for programs.
std::string_view name(experiment::PlanRole role);
// "2026-07", the months a plan's verdict looks at, in the scenario's order.
std::vector<std::string> judged_months(const experiment::PlanSummary& plan);

// Index into kMinuteTiers of what is asked to be reached: the first reach requirement's, else of 20
// minutes.
std::size_t tier_in_question(const experiment::Scenario& scenario);

// Places of the plans that may be chosen, the cheapest first, equals in their own order.
std::vector<std::size_t> by_cost(const experiment::Summary& summary);

}  // namespace caseload::reports
