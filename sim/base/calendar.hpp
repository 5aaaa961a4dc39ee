#pragma once

// Calendar months and days off, by rule.

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/base/zone_table.hpp"

namespace caseload {

// A named month of the practice's calendar: the clock of CPT 99457. The other clock, 30 days from
// the start of monitoring, is DevicePeriod (sim/rules).
struct CalendarMonth {
  std::chrono::year_month value;

  LocalDay first_day() const { return LocalDay{value / 1}; }
  LocalDay end_day() const { return LocalDay{(value + std::chrono::months{1}) / 1}; }  // exclusive
  int length_days() const { return static_cast<int>((end_day() - first_day()).count()); }
  bool contains(LocalDay day) const { return first_day() <= day && day < end_day(); }
  CalendarMonth plus(int months) const { return {value + std::chrono::months{months}}; }
  std::string name() const;    // 2026-03
  std::string spoken() const;  // March 2026

  auto operator<=>(const CalendarMonth&) const = default;
};

CalendarMonth month_of(LocalDay day);
std::optional<CalendarMonth> parse_month(std::string_view text);   // "2026-03"
std::vector<CalendarMonth> months_of_year(std::string_view text);  // "2026": all twelve; else none
std::optional<LocalDay> parse_day(std::string_view text);  // "2026-03-01", a day that exists

// The eleven US federal holidays of a year as observed: one that falls on a Saturday is kept on the
// Friday before, on a Sunday on the Monday after. Source: 5 U.S.C. 6103. In order of date; the
// observed New Year's Day of the following year is listed where it falls (31 December).
std::vector<LocalDay> us_federal_holidays(std::chrono::year year);

// The same and, where one falls on a weekend, the day itself: whoever would work on that Saturday
// or Sunday is off on it, whoever would not, on the day on which it is kept. In order of date.
std::vector<LocalDay> us_federal_closings(std::chrono::year year);

// Which days the practice is closed.
class Holidays {
 public:
  Holidays() = default;
  explicit Holidays(std::vector<LocalDay> days);  // any order, duplicates allowed
  bool contains(LocalDay day) const;
  const std::vector<LocalDay>& days() const { return days_; }

 private:
  std::vector<LocalDay> days_;  // sorted, unique
};

}  // namespace caseload
