#include "records/moment.hpp"

#include <chrono>

#include "records/scanner.hpp"

namespace caseload::records {
namespace {

using Refused = std::unexpected<std::string_view>;

constexpr std::string_view kExpected =
    "expected a time such as 2026-03-01T08:15 or 2026-03-01T08:15:00-05:00";

std::optional<LocalDay> scan_day(Scanner& scanner) {
  const int year = scanner.digits(4);
  if (year < 0 || !scanner.take('-')) return std::nullopt;
  const int month = scanner.digits(2);
  if (month < 0 || !scanner.take('-')) return std::nullopt;
  const int day = scanner.digits(2);
  if (day < 0) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return LocalDay{date};
}

// hh:mm, and what may follow of seconds.
std::optional<SimDuration> scan_plain_clock(Scanner& scanner) {
  const int hour = scanner.digits(1, 2);
  if (hour < 0 || hour > 23 || !scanner.take(':')) return std::nullopt;
  const int minute = scanner.digits(2);
  if (minute < 0 || minute > 59) return std::nullopt;
  SimDuration clock = hours{hour} + minutes{minute};
  if (!scanner.take(':')) return clock;
  const int second = scanner.digits(2);
  if (second < 0 || second > 59) return std::nullopt;
  clock += seconds{second};
  if (!scanner.take('.')) return clock;
  const std::int64_t microseconds = scanner.fraction();
  if (microseconds < 0) return std::nullopt;
  return clock + SimDuration{microseconds};
}

// The same, or with AM or PM behind it.
std::optional<SimDuration> scan_clock(Scanner& scanner) {
  const std::optional<SimDuration> clock = scan_plain_clock(scanner);
  if (!clock || scanner.done()) return clock;
  Scanner ahead = scanner;
  ahead.take_spaces();
  const int half = half_day(ahead);
  if (half < 0) return clock;
  constexpr SimDuration kHalfADay = hours{12};
  if (*clock < hours{1} || *clock >= kHalfADay + hours{1}) return std::nullopt;
  scanner = ahead;
  return *clock % kHalfADay + hours{half};
}

}  // namespace

std::optional<SimDuration> scan_offset(Scanner& scanner) {
  if (scanner.take('Z') || scanner.take('z')) return SimDuration{};
  if (scanner.peek() != '+' && scanner.peek() != '-') return std::nullopt;
  const int sign = scanner.take('-') ? -1 : 1;
  if (sign > 0) scanner.take('+');
  const int hour = scanner.digits(2);
  if (hour < 0 || hour > 14) return std::nullopt;
  int minute = 0;
  if (scanner.take(':') || !scanner.done()) minute = scanner.digits(2);
  if (minute < 0 || minute > 59) return std::nullopt;
  return sign * (hours{hour} + minutes{minute});
}

std::expected<Moment, std::string_view> to_moment(const WrittenTime& written,
                                                  const ZoneTable& zone) {
  using namespace std::chrono_literals;
  // What the zone files know (scenarios/assemble/zone.hpp).
  if (written.day < LocalDay{2000y / 1 / 2} || written.day >= LocalDay{2037y / 12 / 31})
    return Refused("is outside the years 2000 to 2037, for which time zones are known");
  if (!written.clock) return Moment{std::nullopt, written.day};
  const LocalTime local = LocalTime{written.day} + *written.clock;
  if (written.offset) {
    const SimTime at{(local - *written.offset).time_since_epoch()};
    return Moment{at, zone.local_day(at)};
  }
  const SimTime at = zone.utc(local);
  if (zone.local(at) != local)
    return Refused("does not exist: the clocks were set forward over it");
  return Moment{at, written.day};
}

std::expected<Moment, std::string_view> parse_moment(std::string_view text, const ZoneTable& zone) {
  Scanner scanner(text);
  const std::optional<LocalDay> day = scan_day(scanner);
  if (!day) return Refused(kExpected);
  WrittenTime written{*day, std::nullopt, std::nullopt};
  if (!scanner.done()) {
    if (!scanner.take('T') && !scanner.take(' ') && !scanner.take('t')) return Refused(kExpected);
    written.clock = scan_clock(scanner);
    if (!written.clock) return Refused(kExpected);
    if (!scanner.done()) {
      written.offset = scan_offset(scanner);
      if (!written.offset || !scanner.done()) return Refused(kExpected);
    }
  }
  return to_moment(written, zone);
}

}  // namespace caseload::records
