#pragma once

// What a change of rules is worth, told to people and as JSON.

#include <string>
#include <vector>

#include "sim/experiment/compare_rules.hpp"

namespace caseload::reports {

struct RuleComparisonReport {
  const experiment::Scenario& scenario;
  std::string version;
  std::uint64_t seed = 1;
  std::string before, after;                            // the names of the rule sets
  std::vector<experiment::RuleComparison> comparisons;  // of one month each plan, months in order
};

// Requires: at least one comparison, each with a replication.
std::string rule_comparison_text(const RuleComparisonReport& report);
std::string rule_comparison_json(const RuleComparisonReport& report);

}  // namespace caseload::reports
