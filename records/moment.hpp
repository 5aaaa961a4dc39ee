#pragma once

// Times as exports write them: ISO 8601, with or without an offset from UTC.
//
//   2026-03-01T08:15   2026-03-01 08:15:30.5   2026-03-01T13:15Z   2026-03-01T08:15:00-05:00
//   2026-03-01 8:15 PM
//   2026-03-01         a day without a clock

#include <expected>
#include <optional>
#include <string_view>

#include "sim/base/zone_table.hpp"

namespace caseload::records {

struct Moment {
  // Nothing where only a day was written.
  std::optional<SimTime> at;
  LocalDay day;  // on the practice's calendar
};

// What stands in a file, before it is a moment.
struct WrittenTime {
  LocalDay day;
  std::optional<SimDuration> clock;   // since midnight
  std::optional<SimDuration> offset;  // from UTC
};

// Without an offset the time is the practice's own: an ambiguous one (the hour that comes twice in
// autumn) is the earlier of the two, and one that does not exist (the hour skipped in spring) is
// refused. Refuses with a sentence that follows the text and a colon.
std::expected<Moment, std::string_view> parse_moment(std::string_view text, const ZoneTable& zone);
std::expected<Moment, std::string_view> to_moment(const WrittenTime& written,
                                                  const ZoneTable& zone);

// +hh:mm, +hhmm, +hh, or Z: hours and minutes east of UTC.
class Scanner;
std::optional<SimDuration> scan_offset(Scanner& scanner);

}  // namespace caseload::records
