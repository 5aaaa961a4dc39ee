#pragma once

// From a practice's records to what they support: one patient after the other, by the rules the
// simulation uses.

#include <vector>

#include "records/bill.hpp"
#include "records/practice.hpp"
#include "sim/base/zone_table.hpp"
#include "sim/rules/rule_set.hpp"

namespace caseload::records {

// Numbers patients and staff by their ids and sorts the log: what follows depends on what the files
// say and not on the order in which they say it.
void put_in_order(Practice& practice);

// `months`: those to be judged; empty: every month in which the files have anything. Months for
// which `rules` has no set are left out. Requires: put_in_order.
Bill bill(const Practice& practice, const ZoneTable& zone, const rules::RuleBook& rules,
          const std::vector<CalendarMonth>& months);

}  // namespace caseload::records
