#include "scenarios/text/quantities.hpp"

#include <gtest/gtest.h>

namespace caseload::scenarios {
namespace {

using namespace std::chrono_literals;

TEST(Quantities, DurationsCarryTheirUnit) {
  EXPECT_EQ(*parse_duration("30s"), 30s);
  EXPECT_EQ(*parse_duration("20min"), 20min);
  EXPECT_EQ(*parse_duration("48h"), 48h);
  EXPECT_EQ(*parse_duration("2d"), 48h);
  EXPECT_EQ(*parse_duration("1.5h"), 90min);
  EXPECT_EQ(*parse_duration(".5h"), 30min);
  for (const char* wrong : {"", "20", "20 min", "20m", "20Min", "-20min", "min", "1.min", ".h",
                            "1e3s", "0x10s", "20min ", "99999999d"})
    EXPECT_FALSE(parse_duration(wrong)) << wrong;
}

TEST(Quantities, AWrongUnitIsToldTheRightOne) {
  EXPECT_EQ(parse_duration("20 m").error(),
            "expected a duration such as 30s, 20min, 48h or 2d; did you mean 20min?");
  EXPECT_EQ(parse_duration("2hours").error(),
            "expected a duration such as 30s, 20min, 48h or 2d; did you mean 2h?");
  EXPECT_EQ(parse_duration("20").error(),
            "expected a duration such as 30s, 20min, 48h or 2d; the unit is missing");
}

TEST(Quantities, NumbersAreThoseOfJsonAndAPointMayComeFirst) {
  EXPECT_EQ(*parse_number("0"), 0);
  EXPECT_EQ(*parse_number("-1.25"), -1.25);
  EXPECT_EQ(*parse_number("1e3"), 1000);
  EXPECT_EQ(*parse_number(".3"), 0.3);
  EXPECT_EQ(*parse_number("-.3"), -0.3);
  for (const char* wrong : {"", ".", "-", "010", "-010", "+1", ".e1", "5.", "0x1F", "1_000", "1,5",
                            "inf", ".inf", "nan", ".nan", "1e999", "1 ", "true", "12:30"})
    EXPECT_FALSE(parse_number(wrong)) << wrong;
}

TEST(Quantities, DollarsHaveAtMostTwoDecimals) {
  EXPECT_EQ(parse_dollars("45.00")->value, 4500);
  EXPECT_EQ(parse_dollars("51.77")->value, 5177);
  EXPECT_EQ(parse_dollars("20.1")->value, 2010);
  EXPECT_EQ(parse_dollars(".80")->value, 80);
  for (const char* wrong : {"45.001", "$45", "45,00", "1e3", "4500000000000"})
    EXPECT_FALSE(parse_dollars(wrong)) << wrong;
}

TEST(Quantities, ASpanOfADayIsInOrderAndWithinTheDay) {
  EXPECT_EQ(*parse_clock_span("08:00-16:30"), (care::ClockSpan{480, 990}));
  EXPECT_EQ(*parse_clock_span("00:00-24:00"), (care::ClockSpan{0, 1440}));
  EXPECT_EQ(*parse_clock_span("8:00-16:30"), (care::ClockSpan{480, 990}));
  EXPECT_EQ(*parse_watch("16:30-8:00"), (care::ClockSpan{990, 1920}));
  for (const char* wrong :
       {"", "008:00-16:30", "8:0-16:30", ":00-16:30", "8-16", "08:00", "08:00-16:60", "08:00-24:01",
        "16:30-08:00", "08:00-08:00", "08:00 - 16:30", "08:00-16:30x"})
    EXPECT_FALSE(parse_clock_span(wrong)) << wrong;
}

TEST(Quantities, DaysOfTheWeekAreRangesAndLists) {
  EXPECT_EQ(*parse_weekdays("mon-fri"), (std::vector{1, 2, 3, 4, 5}));
  EXPECT_EQ(*parse_weekdays("tue,thu"), (std::vector{2, 4}));
  EXPECT_EQ(*parse_weekdays("tue+thu"), (std::vector{2, 4}));
  EXPECT_EQ(*parse_weekdays("Mon-Wed + SAT"), (std::vector{1, 2, 3, 6}));
  EXPECT_EQ(*parse_weekdays("sat-mon"), (std::vector{0, 1, 6}));
  EXPECT_EQ(*parse_weekdays("mon-wed,sat"), (std::vector{1, 2, 3, 6}));
  for (const char* wrong : {"", "monday", "mon-", "-fri", "mon,,tue", "mon,", "mon+", "mon tue"})
    EXPECT_FALSE(parse_weekdays(wrong)) << wrong;
  EXPECT_EQ(parse_weekdays("mon-fri,wed").error(), "wed is named twice");
}

TEST(Quantities, MonthsAndDatesExist) {
  EXPECT_EQ(parse_calendar_month("2026-03")->name(), "2026-03");
  EXPECT_EQ(iso(*parse_date("2028-02-29")), "2028-02-29");
  EXPECT_EQ(parse_calendar_month("2026-13").error(),
            "there is no such month; months run from 01 to 12");
  EXPECT_EQ(parse_date("2026-02-30").error(), "there is no such day; February 2026 has 28 days");
  for (const char* wrong : {"", "2026-3", "26-03", "2026/03", "2026-03-01", "March 2026"})
    EXPECT_FALSE(parse_calendar_month(wrong)) << wrong;
  for (const char* wrong : {"", "2026-3-1", "2026-02-29", "2026-03", "2026-13-01"})
    EXPECT_FALSE(parse_date(wrong)) << wrong;
}

TEST(Quantities, DatesRunFromTheFirstToTheLast) {
  const auto week = parse_dates("2026-11-23..2026-11-27");
  ASSERT_TRUE(week);
  EXPECT_EQ((week->last - week->first).count(), 4);
  EXPECT_EQ(parse_dates("2026-11-23")->first, parse_dates("2026-11-23")->last);
  EXPECT_EQ(parse_month_or_date("2026-02")->last, *parse_date("2026-02-28"));
  EXPECT_EQ(parse_month_or_date("2026-02-16")->first, *parse_date("2026-02-16"));
  for (const char* wrong : {"2026-11-27..2026-11-23", "2026-11-31", "..", "2026-11-23..", "nov"})
    EXPECT_FALSE(parse_dates(wrong)) << wrong;
  EXPECT_FALSE(parse_month_or_date("2026-13"));
  constexpr const char* kNoSuchDay = "there is no such day; February 2026 has 28 days";
  EXPECT_EQ(parse_month_or_date("2026-02-29").error(), kNoSuchDay);
  EXPECT_EQ(parse_dates("2026-02-29").error(), kNoSuchDay);
  EXPECT_EQ(parse_dates("2026-02-23..2026-02-29").error(), kNoSuchDay);
}

TEST(Quantities, WhatIsSpokenIsReadBack) {
  for (const auto duration : {SimDuration{30s}, SimDuration{20min}, SimDuration{90min},
                              SimDuration{48h}, SimDuration{0}, SimDuration{1'500'000}})
    EXPECT_EQ(*parse_duration(spoken(duration)), duration) << spoken(duration);
}

TEST(Quantities, AShiftMayEndOnTheNextDay) {
  EXPECT_EQ(*parse_shift("08:00-16:30"), (care::ClockSpan{480, 990}));
  EXPECT_EQ(*parse_shift("22:00-06:00"), (care::ClockSpan{1320, 1800}));
  EXPECT_EQ(*parse_shift("00:00-24:00"), (care::ClockSpan{0, 1440}));
  EXPECT_EQ(clock_span_text(*parse_shift("22:00-06:00")), "22:00-06:00");
  EXPECT_FALSE(parse_shift("16:30-08:00"));  // written backwards, more likely than meant
  EXPECT_FALSE(parse_clock_span("22:00-06:00"));
}

}  // namespace
}  // namespace caseload::scenarios
