#pragma once

// An IANA time zone as a table, once: the system's zone files are never read again.

#include <optional>
#include <string>
#include <vector>

#include "scenarios/text/quantities.hpp"
#include "sim/base/zone_table.hpp"

namespace caseload::scenarios {

// Offsets from 2000 to the end of 2037 (the zone files' own rules end there). Refuses with what was
// expected: the nearest name there is.
Parsed<ZoneTable> zone_table(const std::string& name);

// EST, Etc/GMT+5 and their like name an offset, not a place: no daylight saving, which hardly any
// practice means. What to say about it; UTC is taken at its word.
std::optional<std::string> doubt_about(const ZoneTable& zone);

}  // namespace caseload::scenarios
