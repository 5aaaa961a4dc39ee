#include "sim/base/calendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace caseload {
namespace {

using std::chrono::last;
using std::chrono::month;
using std::chrono::weekday;
using std::chrono::year;

LocalDay observed(LocalDay day) {
  const weekday on{day};
  if (on == std::chrono::Saturday) return day - days{1};
  if (on == std::chrono::Sunday) return day + days{1};
  return day;
}

// Exactly `digits` decimal digits at the front of `text`, removed from it.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  for (const char digit : text.substr(0, digits)) {
    if (digit < '0' || digit > '9') return std::nullopt;  // no sign either: "-000" is not a year
    value = value * 10 + (digit - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool take_dash(std::string_view& text) {
  if (text.empty() || text.front() != '-') return false;
  text.remove_prefix(1);
  return true;
}

std::optional<std::chrono::year_month> take_month(std::string_view& text) {
  const auto y = take_number(text, 4);
  if (!y || !take_dash(text)) return std::nullopt;
  const auto m = take_number(text, 2);
  if (!m) return std::nullopt;
  const std::chrono::year_month value{year{*y}, month{static_cast<unsigned>(*m)}};
  return value.ok() ? std::optional{value} : std::nullopt;
}

}  // namespace

std::string CalendarMonth::name() const {
  return fmt::format("{:04}-{:02}", static_cast<int>(value.year()),
                     static_cast<unsigned>(value.month()));
}

std::string CalendarMonth::spoken() const {
  static constexpr std::array kNames{"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
  return fmt::format("{} {}", kNames[static_cast<unsigned>(value.month()) - 1],
                     static_cast<int>(value.year()));
}

CalendarMonth month_of(LocalDay day) {
  const std::chrono::year_month_day date{day};
  return {date.year() / date.month()};
}

std::optional<CalendarMonth> parse_month(std::string_view text) {
  const auto value = take_month(text);
  if (!value || !text.empty()) return std::nullopt;
  return CalendarMonth{*value};
}

std::vector<CalendarMonth> months_of_year(std::string_view text) {
  const auto y = take_number(text, 4);
  if (!y || !text.empty()) return {};
  std::vector<CalendarMonth> months;
  for (int m = 0; m < 12; ++m) months.push_back(CalendarMonth{year{*y} / 1}.plus(m));
  return months;
}

std::optional<LocalDay> parse_day(std::string_view text) {
  const auto value = take_month(text);
  if (!value || !take_dash(text)) return std::nullopt;
  const auto d = take_number(text, 2);
  if (!d || !text.empty()) return std::nullopt;
  const std::chrono::year_month_day date = *value / *d;
  return date.ok() ? std::optional{LocalDay{date}} : std::nullopt;
}

std::vector<LocalDay> us_federal_holidays(year y) {
  using namespace std::chrono;
  const auto nth = [y](month m, weekday_indexed on) { return LocalDay{y / m / on}; };
  std::vector<LocalDay> all{observed(LocalDay{y / January / 1}),
                            nth(January, Monday[3]),
                            nth(February, Monday[3]),
                            LocalDay{y / May / Monday[last]},
                            observed(LocalDay{y / June / 19}),
                            observed(LocalDay{y / July / 4}),
                            nth(September, Monday[1]),
                            nth(October, Monday[2]),
                            observed(LocalDay{y / November / 11}),
                            nth(November, Thursday[4]),
                            observed(LocalDay{y / December / 25})};
  const LocalDay next_new_year = observed(LocalDay{(y + years{1}) / January / 1});
  if (year_month_day{next_new_year}.year() == y) all.push_back(next_new_year);
  if (year_month_day{all.front()}.year() != y) all.erase(all.begin());
  std::ranges::sort(all);
  return all;
}

std::vector<LocalDay> us_federal_closings(year y) {
  using namespace std::chrono;
  std::vector<LocalDay> days = us_federal_holidays(y);
  for (const month_day date : {January / 1, June / 19, July / 4, November / 11, December / 25})
    days.emplace_back(year_month_day{y / date.month() / date.day()});
  std::ranges::sort(days);
  const auto twice = std::ranges::unique(days);
  days.erase(twice.begin(), twice.end());
  return days;
}

Holidays::Holidays(std::vector<LocalDay> given) : days_(std::move(given)) {
  std::ranges::sort(days_);
  const auto rest = std::ranges::unique(days_);
  days_.erase(rest.begin(), rest.end());
}

bool Holidays::contains(LocalDay day) const { return std::ranges::binary_search(days_, day); }

}  // namespace caseload
