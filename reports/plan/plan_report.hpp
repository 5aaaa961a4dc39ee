#pragma once

// What the reports of `plan` are written from, the same facts for text, JSON and CSV; and
// words that all of them use.

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

// "187 of 302 patients (62 %)": of the eligible, in the mean.
std::string patients_words(const experiment::MonthSummary& month,
                           const experiment::ShareSummary& share);

// "2026-07", the months a plan's verdict looks at, in the scenario's order.
std::vector<std::string> judged_months(const experiment::PlanSummary& plan);

}  // namespace caseload::reports
