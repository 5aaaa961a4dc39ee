#pragma once

// What a backend must know before the first reading.

#include <string>

#include "caseload/v1/run.pb.h"
#include "sim/base/result.hpp"
#include "sim/base/zone_table.hpp"
#include "sim/rules/alert_rules.hpp"
#include "sim/rules/rule_set.hpp"

namespace caseload::wire {

struct Registration {
  std::string run;            // unique within the backend, 1 to 200 bytes
  std::string scenario_name;  // for people
  std::string scenario_hash;  // digest of everything that can change a result
  ZoneTable zone = ZoneTable::utc();
  rules::RuleBook rules;  // at least one
  rules::AlertRuleSettings alerts;
};

void encode(const Registration& registration, v1::Registration& out);

// Refused: a zone without periods or out of order, no rule set, rule sets that overlap.
Result<Registration> decode(const v1::Registration& message);

}  // namespace caseload::wire
