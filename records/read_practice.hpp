#pragma once

// A practice from the files it exports.

#include <string>

#include "records/practice.hpp"
#include "sim/base/result.hpp"
#include "sim/base/zone_table.hpp"
#include "sim/rules/rule_set.hpp"

namespace caseload::records {

// Names of files; empty: there is none.
struct PracticeFiles {
  std::string time_log, readings, enrolments, visits;
  std::string columns;  // how they are written where it is not our way (column_map.hpp)
};

// In order (put_in_order). Error (BadInput): everything that is wrong with them as files, at once;
// single rows that cannot be are rejected, and the others are read.
Result<Practice> read_practice(const PracticeFiles& files, const ZoneTable& zone,
                               const rules::RuleBook& rules);

}  // namespace caseload::records
