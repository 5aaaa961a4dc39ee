#pragma once

// How files write quantities, and nothing looser. Each parser takes one scalar's text and returns
// the value or what would have been right: a sentence part that follows "…; ".
//
//   20min 30s 48h 2d 1.5h      durations
//   1.25 .3                    numbers (JSON's grammar, and .3; no 010, no inf)
//   45.00                      dollars, at most two decimals
//   08:00-16:30 8:00-16:30     a span of a day
//   mon-fri tue+thu sat        days of the week, in any case; "tue,thu" is the same
//   2026-03                    a calendar month
//   2026-11-23..2026-11-27     days from the first to the last

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/calendar.hpp"
#include "sim/base/money.hpp"
#include "sim/base/time.hpp"
#include "sim/care/model/staff.hpp"

namespace caseload::scenarios {

template <class T>
using Parsed = std::expected<T, std::string>;

Parsed<double> parse_number(std::string_view text);
Parsed<SimDuration> parse_duration(
    std::string_view text);  // to the microsecond; ≥ 0, at most 10 years
Parsed<Cents> parse_dollars(std::string_view text);
Parsed<care::ClockSpan> parse_clock_span(std::string_view text);  // from < to ≤ 24:00
Parsed<care::ClockSpan> parse_shift(std::string_view text);  // the same; 22:00-06:00 ends next day
Parsed<care::ClockSpan> parse_watch(std::string_view text);  // 16:30-08:00; 08:00-08:00 is a day
Parsed<std::vector<int>> parse_weekdays(std::string_view text);  // 0 = Sunday, in order, each once
Parsed<CalendarMonth> parse_calendar_month(std::string_view text);
Parsed<LocalDay> parse_date(std::string_view text);
Parsed<care::DaySpan> parse_dates(std::string_view text);  // 2026-11-23..2026-11-27, or one date
Parsed<care::DaySpan> parse_month_or_date(std::string_view text);  // all of the month, or the day

std::string spoken(SimDuration duration);  // "20min": the shortest exact form parse_duration takes
std::string clock_span_text(care::ClockSpan span);  // "08:00-16:30"

}  // namespace caseload::scenarios
