#pragma once

// Rule sets, between the loader's files and the backend that bills by them.

#include "caseload/v1/rules.pb.h"
#include "sim/base/result.hpp"
#include "sim/rules/rule_set.hpp"

namespace caseload::wire {

void encode(const rules::RuleSet& rules, v1::RuleSet& out);

// Refused: days that do not exist, empty codes, tiers or steps of no length.
Result<rules::RuleSet> decode(const v1::RuleSet& message);

}  // namespace caseload::wire
