#pragma once

// What the reports of `plan` are written from, the same facts for text, JSON and CSV; and which
// plan and month they speak of first.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sim/experiment/against_fifo.hpp"
#include "sim/experiment/against_pool.hpp"
#include "sim/experiment/summary.hpp"
#include "sim/experiment/what_if.hpp"

namespace caseload::reports {

struct PlanReport {
  const sim::Scenario& scenario;
  const sim::Experiment& experiment;
  const sim::Summary& summary;           // of that experiment
  std::string file;                      // as given
  std::string version;                   // of caseload
  std::size_t defaults_used = 0;         // values the scenario's author did not give
  std::size_t moving_defaults = 0;       // of those, the ones that move the answer
  std::optional<sim::WhatIf> what_if{};  // of plan_in_question and its month; absent if not asked
  std::optional<sim::AgainstFifo> against_fifo{};  // the same, of a threshold-driven policy
  std::optional<sim::AgainstPool> against_pool{};  // the same, of primary nurses
};

// The plan the answer is about: the cheapest that passes; else the one that comes nearest: the
// better answer, then the more months held, then the cheaper. Requires: a plan that is not
// `unlimited`.
const sim::PlanSummary& plan_in_question(const sim::Summary& summary);

// The month that governs a plan's answer. Requires: it was simulated.
const sim::MonthSummary& governing_month(const sim::PlanSummary& plan);
const sim::MonthSummary& month_named(const sim::PlanSummary& plan, sim::CalendarMonth month);

// Index into kMinuteTiers of what is asked to be reached: the first reach requirement's, else of 20
// minutes.
std::size_t tier_in_question(const sim::Scenario& scenario);

// Places of the plans that are not `unlimited`, the cheapest first, equals in their own order.
std::vector<std::size_t> by_cost(const sim::Summary& summary);

}  // namespace caseload::reports
