#include "scenarios/text/quantities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "scenarios/text/utf8.hpp"
#include "sim/base/weekday.hpp"

namespace caseload::scenarios {
namespace {

using namespace std::string_literals;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view take_digits(std::string_view& text) {
  const auto end = std::ranges::find_if_not(text, is_digit);
  const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  return digits;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

struct Unit {
  std::string_view name;
  std::int64_t microseconds;
};
constexpr std::array<Unit, 4> kUnits{
    {{"s", 1'000'000}, {"min", 60'000'000}, {"h", 3'600'000'000}, {"d", 86'400'000'000}}};
constexpr std::string_view kDurationForms = "expected a duration such as 30s, 20min, 48h or 2d";

// What people write for our units.
std::optional<std::string_view> meant_unit(std::string_view written) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kHabits{
      {{"m", "min"},
       {"mins", "min"},
       {"minute", "min"},
       {"minutes", "min"},
       {"sec", "s"},
       {"secs", "s"},
       {"second", "s"},
       {"seconds", "s"},
       {"hr", "h"},
       {"hrs", "h"},
       {"hour", "h"},
       {"hours", "h"},
       {"day", "d"},
       {"days", "d"}}};
  for (const Unit& unit : kUnits)
    if (unit.name == written) return unit.name;
  for (const auto& [habit, unit] : kHabits)
    if (habit == written) return unit;
  return std::nullopt;
}

// "08:00" or "8:00" at the front of `text`, as minutes from midnight, up to 24:00.
std::optional<int> take_clock(std::string_view& text) {
  const std::string_view hour = take_digits(text);
  if (hour.empty() || hour.size() > 2 || !take(text, ':')) return std::nullopt;
  const std::string_view minute = take_digits(text);
  if (minute.size() != 2) return std::nullopt;
  const int h = hour.size() == 1 ? hour[0] - '0' : (hour[0] - '0') * 10 + (hour[1] - '0'),
            m = (minute[0] - '0') * 10 + (minute[1] - '0');
  if (m > 59 || h * 60 + m > 24 * 60) return std::nullopt;
  return h * 60 + m;
}

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(' ');
  if (from == text.npos) return {};
  return text.substr(from, text.find_last_not_of(' ') + 1 - from);
}

std::optional<int> weekday_number(std::string_view name) {
  const std::string word = lower(trimmed(name));
  for (std::size_t weekday = 0; weekday < kWeekdays.size(); ++weekday)
    if (word == short_weekday_word(weekday)) return static_cast<int>(weekday);
  return std::nullopt;
}

}  // namespace

Parsed<double> parse_number(std::string_view text) {
  const auto refuse = [] { return std::unexpected("expected a plain number such as 0.25 or 12"); };
  std::string_view rest = text;
  take(rest, '-');
  const std::string_view whole = take_digits(rest);
  if (whole.size() > 1 && whole.front() == '0')
    return std::unexpected(
        "expected a number without leading zeros (some readers take them for octal)");
  const bool point = take(rest, '.');
  if (point ? take_digits(rest).empty() : whole.empty()) return refuse();
  if (take(rest, 'e') || take(rest, 'E')) {
    if (!take(rest, '-')) take(rest, '+');
    if (take_digits(rest).empty()) return refuse();
  }
  if (!rest.empty()) return refuse();

  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
    return std::unexpected("expected a number that a computer can hold");
  return value;
}

Parsed<SimDuration> parse_duration(std::string_view text) {
  std::string_view rest = text;
  const std::string_view whole = take_digits(rest);
  std::string_view number = text.substr(0, whole.size());
  if (take(rest, '.')) {
    const std::string_view decimals = take_digits(rest);
    if (decimals.empty()) return std::unexpected(std::string(kDurationForms));
    number = text.substr(0, whole.size() + 1 + decimals.size());
  }
  if (number.empty()) return std::unexpected(std::string(kDurationForms));

  std::string_view written = rest;
  while (take(written, ' ')) {
  }
  const auto meant = meant_unit(lower(written));
  if (!meant || *meant != rest) {
    if (meant)
      return std::unexpected(fmt::format("{}; did you mean {}{}?", kDurationForms, number, *meant));
    return std::unexpected(
        fmt::format("{}{}", kDurationForms, rest.empty() ? "; the unit is missing" : ""));
  }
  double value = 0;
  std::from_chars(number.data(), number.data() + number.size(), value);
  const auto unit = std::ranges::find(kUnits, *meant, &Unit::name);
  const double microseconds = value * static_cast<double>(unit->microseconds);
  constexpr double kTenYears = 10 * 365.25 * 86'400e6;
  if (microseconds > kTenYears) return std::unexpected("expected at most ten years");
  return SimDuration{std::llround(microseconds)};
}

Parsed<Cents> parse_dollars(std::string_view text) {
  const auto number = parse_number(text);
  if (!number) return std::unexpected("expected dollars such as 45.00");
  std::string_view rest = text;
  take(rest, '-');
  const std::string_view whole = take_digits(rest);
  std::string_view cents;
  if (take(rest, '.')) cents = take_digits(rest);
  if (!rest.empty() || cents.size() > 2)
    return std::unexpected("expected dollars with at most two decimals, such as 45.00");
  if (whole.size() > 9) return std::unexpected("expected less than a billion dollars");
  return Cents{std::llround(*number * 100)};
}

namespace {

struct Clocks {
  int from = 0, to = 0;
};
Parsed<Clocks> parse_clocks(std::string_view text) {
  std::string_view rest = text;
  const auto from = take_clock(rest);
  const bool dash = take(rest, '-');
  const auto to = take_clock(rest);
  if (!from || !dash || !to || !rest.empty())
    return std::unexpected("expected a span of a day such as \"08:00-16:30\"");
  return Clocks{*from, *to};
}
constexpr std::string_view kNoLength = "it has no length; expected the end after the beginning";

}  // namespace

Parsed<care::ClockSpan> parse_clock_span(std::string_view text) {
  const Parsed<Clocks> given = parse_clocks(text);
  if (!given) return std::unexpected(given.error());
  const auto [from, to] = *given;
  if (from == to) return std::unexpected(std::string(kNoLength));
  if (from > to)
    return std::unexpected(
        "it ends before it begins; a span does not cross midnight: give each day its own part");
  return care::ClockSpan{from, to};
}

Parsed<care::ClockSpan> parse_shift(std::string_view text) {
  const Parsed<Clocks> given = parse_clocks(text);
  if (!given) return std::unexpected(given.error());
  if (given->from == given->to) return std::unexpected(std::string(kNoLength));
  constexpr int kDay = 24 * 60, kLongestNight = 14 * 60;
  if (given->from < given->to) return care::ClockSpan{given->from, given->to};
  const int length = given->to + kDay - given->from;
  if (length > kLongestNight)
    return std::unexpected(
        fmt::format("it ends before it begins, or lasts {:g} hours past midnight; expected the end "
                    "after the beginning, or a night of at most {} hours",
                    length / 60.0, kLongestNight / 60));
  return care::ClockSpan{given->from, given->to + kDay};
}

Parsed<care::ClockSpan> parse_watch(std::string_view text) {
  const Parsed<Clocks> given = parse_clocks(text);
  if (!given) return std::unexpected(given.error());
  const bool same_day = given->from < given->to;
  return care::ClockSpan{given->from, given->to + (same_day ? 0 : 24 * 60)};
}

Parsed<std::vector<int>> parse_weekdays(std::string_view text) {
  constexpr std::string_view kForms = "expected days such as mon-fri, sat or tue+thu";
  std::array<bool, 7> named{};
  for (std::string_view rest = text; !rest.empty() || text.empty();) {
    const std::string_view part = rest.substr(0, rest.find_first_of("+,"));
    const bool more = part.size() < rest.size();
    rest.remove_prefix(part.size() + (more ? 1 : 0));
    const auto dash = part.find('-');
    const auto first = weekday_number(part.substr(0, dash));
    const auto last =
        dash == std::string_view::npos ? first : weekday_number(part.substr(dash + 1));
    if (!first || !last || (more && rest.empty())) return std::unexpected(std::string(kForms));
    for (int day = *first;; day = (day + 1) % 7) {
      if (named[static_cast<std::size_t>(day)])
        return std::unexpected(
            fmt::format("{} is named twice", short_weekday_word(static_cast<std::size_t>(day))));
      named[static_cast<std::size_t>(day)] = true;
      if (day == *last) break;
    }
  }
  std::vector<int> days;
  for (int day = 0; day < 7; ++day)
    if (named[static_cast<std::size_t>(day)]) days.push_back(day);
  return days;
}

Parsed<CalendarMonth> parse_calendar_month(std::string_view text) {
  if (const auto month = parse_month(text)) return *month;
  std::string_view rest = text;
  const bool month_shaped = take_digits(rest).size() == 4 && take(rest, '-') &&
                            take_digits(rest).size() == 2 && rest.empty();
  return std::unexpected(month_shaped ? "there is no such month; months run from 01 to 12"
                                      : "expected a month such as 2026-03");
}

namespace {
constexpr std::string_view kNoSuchDay = "there is no such day";
}

Parsed<LocalDay> parse_date(std::string_view text) {
  if (const auto day = parse_day(text)) return *day;
  if (const auto month = text.size() == 10 ? parse_month(text.substr(0, 7)) : std::nullopt;
      month && text[7] == '-')
    return std::unexpected(
        fmt::format("{}; {} has {} days", kNoSuchDay, month->spoken(), month->length_days()));
  return std::unexpected("expected a date that exists, such as 2026-03-01");
}

Parsed<care::DaySpan> parse_dates(std::string_view text) {
  const auto dots = text.find("..");
  const Parsed<LocalDay> first = parse_date(text.substr(0, dots));
  const Parsed<LocalDay> last =
      dots == std::string_view::npos ? first : parse_date(text.substr(dots + 2));
  const auto refuse = [](const std::string& why) {
    if (why.starts_with(kNoSuchDay)) return std::unexpected(why);
    return std::unexpected("expected dates such as 2026-11-23..2026-11-27, or one date"s);
  };
  if (!first) return refuse(first.error());
  if (!last) return refuse(last.error());
  if (*last < *first) return std::unexpected("it ends before it begins");
  return care::DaySpan{*first, *last};
}

Parsed<care::DaySpan> parse_month_or_date(std::string_view text) {
  if (const auto month = parse_month(text))
    return care::DaySpan{month->first_day(), month->end_day() - days{1}};
  const Parsed<LocalDay> day = parse_date(text);
  if (day) return care::DaySpan{*day, *day};
  if (day.error().starts_with(kNoSuchDay)) return std::unexpected(day.error());
  return std::unexpected("expected a month such as 2026-03, or a date such as 2026-03-16");
}

std::string spoken(SimDuration duration) {
  for (auto unit = kUnits.rbegin(); unit != kUnits.rend(); ++unit) {
    if (duration.count() != 0 && duration.count() % unit->microseconds == 0)
      return fmt::format("{}{}", duration.count() / unit->microseconds, unit->name);
  }
  return fmt::format("{}s", static_cast<double>(duration.count()) / 1e6);
}

std::string clock_span_text(care::ClockSpan span) {
  return fmt::format("{:02}:{:02}-{:02}:{:02}", span.from_minute / 60, span.from_minute % 60,
                     (span.to_minute > 24 * 60 ? span.to_minute - 24 * 60 : span.to_minute) / 60,
                     span.to_minute % 60);
}

}  // namespace caseload::scenarios
