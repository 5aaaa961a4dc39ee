#include "sim/base/calendar.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace caseload {
namespace {

using std::chrono::year;

std::vector<std::string> spelled(const std::vector<LocalDay>& days_off) {
  std::vector<std::string> text;
  for (const LocalDay day : days_off) text.push_back(iso(day));
  return text;
}

TEST(CalendarMonth, KnowsItsDays) {
  const CalendarMonth leap{year{2028} / 2};

  EXPECT_EQ(leap.length_days(), 29);
  EXPECT_EQ((CalendarMonth{year{2026} / 2}).length_days(), 28);
  EXPECT_TRUE(leap.contains(LocalDay{year{2028} / 2 / 29}));
  EXPECT_FALSE(leap.contains(LocalDay{year{2028} / 3 / 1}));
  EXPECT_FALSE(leap.contains(LocalDay{year{2028} / 1 / 31}));
  EXPECT_EQ(month_of(LocalDay{year{2028} / 2 / 29}), leap);
}

TEST(CalendarMonth, CountsAcrossYears) {
  const CalendarMonth november{year{2026} / 11};

  EXPECT_EQ(november.plus(2), (CalendarMonth{year{2027} / 1}));
  EXPECT_EQ(november.plus(-11), (CalendarMonth{year{2025} / 12}));
  EXPECT_LT(november, november.plus(2));
  EXPECT_EQ((CalendarMonth{year{2026} / 12}).end_day(), LocalDay{year{2027} / 1 / 1});
}

TEST(CalendarMonth, IsWrittenAndSpoken) {
  EXPECT_EQ((CalendarMonth{year{2026} / 3}).name(), "2026-03");
  EXPECT_EQ((CalendarMonth{year{2026} / 3}).spoken(), "March 2026");
  EXPECT_EQ((CalendarMonth{year{2026} / 12}).spoken(), "December 2026");
}

TEST(ParseMonth, ReadsExactlyOneMonth) {
  EXPECT_EQ(parse_month("2026-03"), (CalendarMonth{year{2026} / 3}));
  EXPECT_EQ(parse_month("2026-12"), (CalendarMonth{year{2026} / 12}));
  for (const std::string_view text :
       {"", "2026", "2026-", "2026-3", "2026-13", "2026-00", "2026-03-01", "2026/03", " 2026-03",
        "2026-03 ", "26-03", "-026-03", "-000-03", "+026-03", "2026--3"}) {
    EXPECT_EQ(parse_month(text), std::nullopt) << text;
  }
}

TEST(MonthsOfYear, AreAllTwelve) {
  const std::vector<CalendarMonth> months = months_of_year("2026");

  ASSERT_EQ(months.size(), 12U);
  EXPECT_EQ(months.front().name(), "2026-01");
  EXPECT_EQ(months.back().name(), "2026-12");
  for (const std::string_view text : {"", "26", "02026", "2026-03", "year", "2026 "})
    EXPECT_TRUE(months_of_year(text).empty()) << text;
}

TEST(ParseDay, ReadsOnlyDaysThatExist) {
  EXPECT_EQ(parse_day("2026-03-01"), LocalDay{year{2026} / 3 / 1});
  EXPECT_EQ(parse_day("2028-02-29"), LocalDay{year{2028} / 2 / 29});
  for (const std::string_view text :
       {"", "2026-03", "2026-03-", "2026-03-1", "2026-02-29", "2026-04-31", "2026-03-00",
        "2026-03-32", "2026-03-01T08:00", "2026-03-0x", "2026-03--1", "2026-03-+1"}) {
    EXPECT_EQ(parse_day(text), std::nullopt) << text;
  }
}

// Source: OPM, "Federal Holidays", 2025 to 2030.
TEST(FederalHolidays, AgreeWithThePublishedDates) {
  EXPECT_EQ(spelled(us_federal_holidays(year{2025})),
            (std::vector<std::string>{"2025-01-01", "2025-01-20", "2025-02-17", "2025-05-26",
                                      "2025-06-19", "2025-07-04", "2025-09-01", "2025-10-13",
                                      "2025-11-11", "2025-11-27", "2025-12-25"}));
  EXPECT_EQ(spelled(us_federal_holidays(year{2026})),
            (std::vector<std::string>{"2026-01-01", "2026-01-19", "2026-02-16", "2026-05-25",
                                      "2026-06-19", "2026-07-03", "2026-09-07", "2026-10-12",
                                      "2026-11-11", "2026-11-26", "2026-12-25"}));
  // 1 January 2028 is a Saturday: kept on the last day of 2027.
  EXPECT_EQ(spelled(us_federal_holidays(year{2027})),
            (std::vector<std::string>{"2027-01-01", "2027-01-18", "2027-02-15", "2027-05-31",
                                      "2027-06-18", "2027-07-05", "2027-09-06", "2027-10-11",
                                      "2027-11-11", "2027-11-25", "2027-12-24", "2027-12-31"}));
  // New Year's Day was kept the year before; Veterans Day is a Saturday.
  EXPECT_EQ(spelled(us_federal_holidays(year{2028})),
            (std::vector<std::string>{"2028-01-17", "2028-02-21", "2028-05-29", "2028-06-19",
                                      "2028-07-04", "2028-09-04", "2028-10-09", "2028-11-10",
                                      "2028-11-23", "2028-12-25"}));
  // Veterans Day is a Sunday.
  EXPECT_EQ(spelled(us_federal_holidays(year{2029})),
            (std::vector<std::string>{"2029-01-01", "2029-01-15", "2029-02-19", "2029-05-28",
                                      "2029-06-19", "2029-07-04", "2029-09-03", "2029-10-08",
                                      "2029-11-12", "2029-11-22", "2029-12-25"}));
  EXPECT_EQ(spelled(us_federal_holidays(year{2030})),
            (std::vector<std::string>{"2030-01-01", "2030-01-21", "2030-02-18", "2030-05-27",
                                      "2030-06-19", "2030-07-04", "2030-09-02", "2030-10-14",
                                      "2030-11-11", "2030-11-28", "2030-12-25"}));
}

TEST(FederalHolidays, ANewYearOnASaturdayBelongsToTheYearBefore) {
  const auto before = spelled(us_federal_holidays(year{2021}));
  const auto after = spelled(us_federal_holidays(year{2022}));

  EXPECT_EQ(before.back(), "2021-12-31");
  EXPECT_EQ(after.front(), "2022-01-17");
  EXPECT_EQ(after.back(), "2022-12-26") << "Christmas on a Sunday is kept on the Monday";
  EXPECT_EQ(spelled(us_federal_holidays(year{2023})).front(), "2023-01-02");
}

// 4 July 2026 is a Saturday, 4 July 2027 a Sunday.
TEST(FederalHolidays, OnAWeekendCloseTheDayItselfAndTheDayItIsKept) {
  const Holidays in_2026(us_federal_closings(year{2026}));
  const Holidays in_2027(us_federal_closings(year{2027}));

  EXPECT_TRUE(in_2026.contains(LocalDay{year{2026} / 7 / 3}));
  EXPECT_TRUE(in_2026.contains(LocalDay{year{2026} / 7 / 4}));
  EXPECT_TRUE(in_2027.contains(LocalDay{year{2027} / 7 / 4}));
  EXPECT_TRUE(in_2027.contains(LocalDay{year{2027} / 7 / 5}));
  EXPECT_EQ(in_2026.days().size(), 12U);
  EXPECT_TRUE(Holidays(us_federal_closings(year{2027})).contains(LocalDay{year{2027} / 12 / 31}));
  EXPECT_TRUE(Holidays(us_federal_closings(year{2028})).contains(LocalDay{year{2028} / 1 / 1}));
}

TEST(Holidays, HoldDaysGivenInAnyOrder) {
  const LocalDay first{year{2026} / 7 / 3};
  const LocalDay second{year{2026} / 12 / 25};
  const Holidays holidays({second, first, second});

  EXPECT_EQ(holidays.days(), (std::vector<LocalDay>{first, second}));
  EXPECT_TRUE(holidays.contains(first));
  EXPECT_TRUE(holidays.contains(second));
  EXPECT_FALSE(holidays.contains(first + days{1}));
  EXPECT_FALSE(Holidays{}.contains(first));
}

}  // namespace
}  // namespace caseload
