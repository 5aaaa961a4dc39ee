#pragma once

// What every way to plan shares: how it is run.

#include <atomic>
#include <cstddef>
#include <vector>

#include "cli/plan_options.hpp"
#include "cli/progress.hpp"
#include "scenarios/load.hpp"
#include "sim/experiment/runner.hpp"

namespace caseload::cli {

// Both outlive the run.
experiment::RunOptions run_options(const PlanOptions& options, const std::atomic<bool>& stop,
                                   Progress& progress);

// Before hours of computing: where no yes is possible with so few replications, says so on stderr
// and how many would do.
void note_if_no_yes_is_possible(const experiment::Scenario& scenario, int replications);

// How many of the defaults move the answer so much that a plain yes needs the practice's own value.
std::size_t moving(const std::vector<scenarios::DefaultUsed>& defaults);

}  // namespace caseload::cli
