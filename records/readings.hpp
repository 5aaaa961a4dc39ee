#pragma once

// The readings: patient, device, taken_at, and optionally program, kind and manual.
//
// What is kept of them are the days on which there was one, over all devices, and of which sort it
// was. `program` says whose device codes it makes a day for, rpm or rtm; `kind` what was measured,
// which may tell the same (RuleSet::reading_kinds); `manual`, or the kind "manual", that it was
// typed by hand.

#include "records/practice.hpp"

namespace caseload::records {

std::span<const Column> readings_columns();

Result<void> read_readings(std::istream& in, std::string_view name, const ZoneTable& zone,
                           Practice& practice, const TableMap* map = nullptr);

}  // namespace caseload::records
