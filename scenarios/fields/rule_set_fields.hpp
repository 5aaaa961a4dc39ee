#pragma once

// The keys of a payer's rules (scenarios/rules/*.yaml), read into rules::RuleSet.

#include "scenarios/schema/value.hpp"
#include "sim/rules/rule_set.hpp"

namespace caseload::scenarios {

struct RuleSetFile {
  int schema_version = 1;
  rules::RuleSet rules;
};

const Value<RuleSetFile>& rule_set_fields();

}  // namespace caseload::scenarios
