#pragma once

// plan --compare-rules BEFORE AFTER: what a change of rules is worth to the scenario's plans.

#include <atomic>

#include "cli/exit_code.hpp"
#include "cli/plan_options.hpp"
#include "sim/experiment/scenario.hpp"

namespace caseload::cli {

// Asks of the options: --compare-rules, two names of installed sets or files; seed, replications,
// threads, quiet and json.
Exit compare_rules(const experiment::Scenario& scenario, const PlanOptions& options,
                   const std::atomic<bool>& stop);

}  // namespace caseload::cli
