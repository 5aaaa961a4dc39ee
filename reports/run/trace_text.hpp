#pragma once

// `run --trace PATIENT` for people: the month as a timeline, 100 columns, times on the practice's
// wall clock. Limits stand at the top, the running credited total at the right, the claims and
// their reasons at the end.

#include <string>

#include "reports/run/run_facts.hpp"
#include "reports/run/trace.hpp"
#include "sim/base/zone_table.hpp"
#include "sim/rules/rule_set.hpp"

namespace caseload::reports {

// `rules` prices the claims: each under the set in force on its last day.
std::string trace_text(const Trace& trace, const RunFacts& facts, const ZoneTable& zone,
                       const rules::RuleBook& rules);

}  // namespace caseload::reports
