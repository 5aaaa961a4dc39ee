#pragma once

// The readings: patient, device, taken_at, and optionally kind and manual.
//
// What is kept of them are the days on which a device sent something, over all devices. A reading
// typed by hand (`manual` yes, or kind "manual") is no automatic transmission and makes no day.

#include "records/practice.hpp"

namespace caseload::records {

sim::Result<void> read_readings(std::istream& in, std::string_view name, const sim::ZoneTable& zone,
                                Practice& practice);

}  // namespace caseload::records
