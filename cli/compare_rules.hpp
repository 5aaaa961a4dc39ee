#pragma once

// plan --compare-rules BEFORE AFTER: what a change of rules is worth to the scenario's plans.

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/exit_code.hpp"
#include "sim/experiment/scenario.hpp"

namespace caseload::cli {

struct RuleComparisonOrder {
  std::vector<std::string> sets;  // two: names of installed ones, or files
  std::uint64_t seed = 1;
  int replications = 1;
  int threads = 0;  // 0: as many as the machine has
  bool json = false;
};

Exit compare_rules(const sim::Scenario& scenario, const RuleComparisonOrder& order,
                   const std::atomic<bool>& stop);

}  // namespace caseload::cli
