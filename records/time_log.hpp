#pragma once

// The time log: patient, staff, role, start, end, activity, live, program, and optionally minutes,
// manual, practitioner, signed, countable.
//
// `start` may be a time or a day. With `minutes`, `end` may be missing; with a day and minutes the
// row is known by its day only. Where minutes are fewer than from start to end, they win.

#include "records/practice.hpp"
#include "sim/rules/rule_set.hpp"

namespace caseload::records {

std::span<const Column> time_log_columns();

// Adds the rows to `practice`. Rejected with a reason: rows without a length or with one of more
// than a day, words that mean nothing, and rows of months for which `rules` has no set.
Result<void> read_time_log(std::istream& in, std::string_view name, const ZoneTable& zone,
                           const rules::RuleBook& rules, Practice& practice,
                           const TableMap* map = nullptr);

}  // namespace caseload::records
