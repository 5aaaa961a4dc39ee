#include "records/moment.hpp"

#include <chrono>

namespace caseload::records {
namespace {

using sim::SimDuration;
using Refused = std::unexpected<std::string_view>;

constexpr std::string_view kExpected =
    "expected a time such as 2026-03-01T08:15 or 2026-03-01T08:15:00-05:00";

// Reads from the front of what is left.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  char peek() const { return rest_.empty() ? '\0' : rest_.front(); }
  bool take(char c) {
    if (peek() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  // Exactly `count` digits, or -1.
  int digits(std::size_t count) {
    if (rest_.size() < count) return -1;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!is_digit(rest_[i])) return -1;
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }
  // The digits behind a decimal point, as microseconds; what is finer is dropped. -1: there is
  // none.
  std::int64_t fraction() {
    if (!is_digit(peek())) return -1;
    std::int64_t value = 0;
    for (std::int64_t worth = 100'000; is_digit(peek()); worth /= 10) {
      value += worth * (peek() - '0');
      rest_.remove_prefix(1);
    }
    return value;
  }

 private:
  static bool is_digit(char c) { return '0' <= c && c <= '9'; }
  std::string_view rest_;
};

std::optional<sim::LocalDay> scan_day(Scanner& scanner) {
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
  return sim::LocalDay{date};
}

std::optional<SimDuration> scan_clock(Scanner& scanner) {
  const int hour = scanner.digits(2);
  if (hour < 0 || hour > 23 || !scanner.take(':')) return std::nullopt;
  const int minute = scanner.digits(2);
  if (minute < 0 || minute > 59) return std::nullopt;
  SimDuration clock = sim::hours{hour} + sim::minutes{minute};
  if (!scanner.take(':')) return clock;
  const int second = scanner.digits(2);
  if (second < 0 || second > 59) return std::nullopt;
  clock += sim::seconds{second};
  if (!scanner.take('.')) return clock;
  const std::int64_t microseconds = scanner.fraction();
  if (microseconds < 0) return std::nullopt;
  return clock + SimDuration{microseconds};
}

// +hh:mm, +hhmm, +hh. Requires: a sign comes next.
std::optional<SimDuration> scan_offset(Scanner& scanner) {
  const int sign = scanner.take('-') ? -1 : 1;
  if (sign > 0) scanner.take('+');
  const int hour = scanner.digits(2);
  if (hour < 0 || hour > 14) return std::nullopt;
  int minute = 0;
  if (scanner.take(':') || !scanner.done()) minute = scanner.digits(2);
  if (minute < 0 || minute > 59) return std::nullopt;
  return sign * (sim::hours{hour} + sim::minutes{minute});
}

}  // namespace

std::expected<Moment, std::string_view> parse_moment(std::string_view text,
                                                     const sim::ZoneTable& zone) {
  Scanner scanner(text);
  const std::optional<sim::LocalDay> day = scan_day(scanner);
  if (!day) return Refused(kExpected);
  using namespace std::chrono_literals;
  // What the zone files know (scenarios/load/zone.hpp).
  if (*day < sim::LocalDay{2000y / 1 / 2} || *day >= sim::LocalDay{2037y / 12 / 31})
    return Refused("is outside the years 2000 to 2037, for which time zones are known");
  if (scanner.done()) return Moment{std::nullopt, *day};
  if (!scanner.take('T') && !scanner.take(' ') && !scanner.take('t')) return Refused(kExpected);
  const std::optional<SimDuration> clock = scan_clock(scanner);
  if (!clock) return Refused(kExpected);
  const sim::LocalTime local = sim::LocalTime{*day} + *clock;

  if (scanner.done()) {
    const sim::SimTime at = zone.utc(local);
    if (zone.local(at) != local)
      return Refused("does not exist: the clocks were set forward over it");
    return Moment{at, *day};
  }
  const bool utc = scanner.take('Z') || scanner.take('z');
  if (!utc && scanner.peek() != '+' && scanner.peek() != '-') return Refused(kExpected);
  const std::optional<SimDuration> offset = utc ? SimDuration{} : scan_offset(scanner);
  if (!offset || !scanner.done()) return Refused(kExpected);
  const sim::SimTime at{(local - *offset).time_since_epoch()};
  return Moment{at, zone.local_day(at)};
}

}  // namespace caseload::records
