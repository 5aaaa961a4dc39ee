#pragma once

// Which rules to judge by: what follows --rules.

#include <chrono>
#include <optional>
#include <string>

#include "sim/base/result.hpp"
#include "sim/rules/rule_set.hpp"

namespace caseload::records {

struct RuleChoice {
  rules::RuleBook book;
  std::string name;  // as reports call it
  // The one set was named, and judges every month, also those for which it is not in force.
  bool for_every_month = false;
};

// "medicare": the installed sets, each for the months in which it is in force. The name of an
// installed set, or a rule file: that set for every month. `carry_forward`: of "medicare", the last
// set stands in up to the end of that year for sets that are not installed.
// Error (BadInput): neither; what is wrong with the file; nothing to carry forward.
Result<RuleChoice> choose_rules(const std::string& name,
                                std::optional<std::chrono::year> carry_forward = {});

}  // namespace caseload::records
