#include "records/bill_practice.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
// after gtest
#include <fmt/format.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <random>

#include "tests/records/practice_of.hpp"

namespace caseload::records {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

std::string entry(const std::string& start, const std::string& end,
                  const std::string& rest = "check_in,yes,rpm,") {
  return "Ann,Bea,rn," + start + "," + end + "," + rest + "\n";
}

TEST(BillPractice, AnEntryAcrossTheEndOfAMonthCountsInEachForItsPart) {
  const Billed out = billed({.log = entry("2026-01-31T23:45", "2026-02-01T00:05")});

  EXPECT_THAT(out.minutes(),
              ElementsAre("Ann 2026-01 rpm 15 min of 15 min !", "Ann 2026-02 rpm 5 min of 5 min"));
  EXPECT_THAT(out.supported(),
              ElementsAre(HasSubstr("99470 2026-01-01: 15 min credited and a live contact")));
}

TEST(BillPractice, AnEntryAcrossNewYearCountsInEachYearByItsOwnRules) {
  const Billed out = billed({.log = entry("2025-12-31T23:45", "2026-01-01T00:15")});

  EXPECT_THAT(out.minutes(), ElementsAre("Ann 2025-12 rpm 15 min of 15 min !",
                                         "Ann 2026-01 rpm 15 min of 15 min"));
  EXPECT_THAT(out.supported(), IsEmpty());  // in 2025 there is no code for 15 minutes
}

TEST(BillPractice, TheNightOnWhichTheClocksGoForwardIsAnHourShorter) {
  const std::string night = entry("2026-03-08T01:30", "2026-03-08T03:30");

  EXPECT_THAT(billed({.log = night}).minutes(), ElementsAre("Ann 2026-03 rpm 60 min of 60 min !"));
  EXPECT_THAT(billed({.log = night, .timezone = "America/Phoenix"}).minutes(),
              ElementsAre("Ann 2026-03 rpm 120 min of 120 min !"));
}

TEST(BillPractice, TheNightOnWhichTheClocksGoBackIsAnHourLonger) {
  EXPECT_THAT(billed({.log = entry("2026-11-01T00:30", "2026-11-01T02:30")}).minutes(),
              ElementsAre("Ann 2026-11 rpm 180 min of 180 min !"));
}

TEST(BillPractice, OffsetsAndLocalTimesStandInOneFile) {
  EXPECT_THAT(billed({.log = entry("2026-03-31T23:50", "2026-04-01T03:55Z") +
                             entry("2026-03-31T20:55-07:00", "2026-04-01T00:00"),
                      .readings = {}})
                  .minutes(),
              ElementsAre("Ann 2026-03 rpm 10 min of 10 min !"));
}

TEST(BillPractice, ALeapDayIsADay) {
  Exports exports{.rules = "medicare-2026"};
  exports.readings = readings_on("Ann", "2024-02", 1, 29) + readings_on("Ann", "2024-03", 1, 1);
  const Billed out = billed(exports);

  EXPECT_THAT(out.supported(), Contains("Ann 99454 2024-02-01: 30 days with readings"));
}

TEST(BillPractice, APeriodAcrossNewYearIsJudgedByTheRulesOfItsLastDay) {
  const Billed out = billed(
      {.log = {},
       .readings = readings_on("Ann", "2025-12", 20, 25) + readings_on("Bob", "2026-01", 31, 31),
       .enrolments = "Ann,2025-12-20,,yes,yes,yes\n"});

  EXPECT_THAT(out.supported(), Contains("Ann 99445 2025-12-20: 6 days with readings"));
}

TEST(BillPractice, AnUnfinishedPeriodIsNotDecided) {
  const Billed out = billed({.readings = readings_on("Ann", "2026-03", 10, 29)});

  EXPECT_THAT(out.supported(), IsEmpty());
  for (const std::string& line : out.refused()) {
    EXPECT_THAT(line, Not(HasSubstr("99454")));
    EXPECT_THAT(line, Not(HasSubstr("99445")));
  }
  ASSERT_EQ(out.bill.open.size(), 1U);
  EXPECT_EQ(out.bill.open[0].reading_days, 20);
  EXPECT_EQ(out.bill.words[out.bill.open[0].reason], "unfinished");
}

TEST(BillPractice, APeriodThatBeginsBeforeTheFilesIsNotDecided) {
  const Billed out = billed({.log = {},
                             .readings = readings_on("Ann", "2026-03", 1, 31),
                             .enrolments = "Ann,2026-02-14,,yes,yes,yes\n"});

  ASSERT_EQ(out.bill.open.size(), 2U);
  EXPECT_EQ(out.bill.words[out.bill.open[0].reason], "it begins before the files do");
  EXPECT_EQ(out.bill.words[out.bill.open[1].reason], "unfinished");
}

TEST(BillPractice, WhatLiesOutsideAKnownEnrolmentDoesNotCount) {
  const Billed out = billed(
      {.log = entry("2026-03-10T23:50", "2026-03-11T00:10") +
              entry("2026-03-20T08:00", "2026-03-20T08:30"),
       .readings = readings_on("Ann", "2026-03", 1, 31) + readings_on("Bob", "2026-04", 30, 30),
       .enrolments = "Ann,2026-03-01,2026-03-10,yes,yes,yes\n"});

  EXPECT_THAT(out.minutes(), ElementsAre("Ann 2026-03 rpm 10 min of 50 min !"));
  EXPECT_THAT(out.supported(), Contains("Ann 99445 2026-03-01: 10 days with readings"));
}

TEST(BillPractice, WhetherAContactWasLiveIsUnknownWhereTheLogDoesNotSay) {
  const Billed out =
      billed({.log = entry("2026-03-10T08:00", "2026-03-10T08:30", "check_in,,rpm,")});

  EXPECT_THAT(out.supported(), IsEmpty());
  EXPECT_THAT(out.refused(),
              Contains(HasSubstr("no live contact; whether 1 entry was live is unknown")));
}

TEST(BillPractice, EntriesKnownByTheirDayOnlyAreCreditedBesideThoseWithAClock) {
  const Billed out = billed({
      .log = entry("2026-03-10T00:00", "2026-03-10T00:10") +
             entry("2026-03-10", "", "review,no,rpm,7") +
             entry("2026-03-10", "", "review,no,rpm,5"),
  });

  EXPECT_THAT(out.minutes(), ElementsAre("Ann 2026-03 rpm 22 min of 22 min !"));
  EXPECT_THAT(out.bill.unknown, Contains(::testing::Field(&Remark::about, "clock")));
}

TEST(BillPractice, ADayHasNoRoomForMoreThanItself) {
  const Billed out = billed({
      .log = entry("2026-03-10", "", "review,no,rpm,1000") +
             entry("2026-03-10", "", "review,no,rpm,1000"),
  });

  EXPECT_THAT(out.minutes(), ElementsAre("Ann 2026-03 rpm 1440 min of 2000 min"));
}

TEST(BillPractice, OnlyTheMonthsAskedForAreListed) {
  using namespace std::chrono_literals;
  const Billed out = billed({.log = entry("2026-03-10T08:00", "2026-03-10T08:30") +
                                    entry("2026-04-10T08:00", "2026-04-10T08:30"),
                             .readings = {},
                             .months = {CalendarMonth{2026y / 4}}});

  EXPECT_THAT(out.minutes(), ElementsAre(StartsWith("Ann 2026-04")));
  EXPECT_THAT(out.supported(), ElementsAre(StartsWith("Ann 99457 2026-04-01")));
}

TEST(BillPractice, QuestionsAndUnknownsAreThoseOfTheMonthsAskedFor) {
  using namespace std::chrono_literals;
  const std::string log = entry("2026-03-10T08:00", "2026-03-10T09:30") +
                          entry("2026-04-10T08:00", "2026-04-10T09:30") +
                          entry("2026-04-11T08:00", "2026-04-11T09:30");
  const auto counts = [&](std::vector<CalendarMonth> months) {
    const Billed out = billed({.log = log, .readings = {}, .months = std::move(months)});
    std::int64_t visits = 0;
    for (const Remark& each : out.bill.unknown)
      if (each.about == "visits") visits = each.count;
    return std::pair(out.bill.questions.at(0).count, visits);
  };

  EXPECT_EQ(counts({}), std::pair(std::int64_t{3}, std::int64_t{3}));
  EXPECT_EQ(counts({CalendarMonth{2026y / 4}}), std::pair(std::int64_t{2}, std::int64_t{2}));
}

// A log of a few patients and staff, some rows of which overlap.
std::vector<std::string> some_rows(std::uint32_t seed, std::size_t count) {
  std::mt19937 dice(seed);
  const auto roll = [&](std::uint32_t sides) { return dice() % sides; };
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < count; ++i) {
    const auto day = 1 + roll(28), hour = 8 + roll(3), minute = roll(50);
    rows.push_back(
        fmt::format("P{},S{},{},2026-03-{:02}T{:02}:{:02},2026-03-{:02}T{:02}:{:02},{},{},{},\n",
                    roll(4), roll(3), roll(5) == 0 ? "clerk" : "rn", day, hour, minute, day, hour,
                    minute + 1 + roll(9), roll(4) == 0 ? "voicemail" : "review",
                    roll(2) == 0 ? "yes" : "no", roll(5) == 0 ? "ccm" : "rpm"));
  }
  return rows;
}

std::string together(const std::vector<std::string>& rows) {
  std::string text;
  for (const std::string& row : rows) text += row;
  return text;
}

RC_GTEST_PROP(BillPracticeProperties, TheOrderOfTheRowsDoesNotMatter, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint32_t>();
  std::vector<std::string> rows = some_rows(seed, 60);
  const Billed before = billed({.log = together(rows)});
  std::ranges::shuffle(rows, std::mt19937(seed + 1));
  const Billed after = billed({.log = together(rows)});

  RC_ASSERT(before.minutes() == after.minutes());
  RC_ASSERT(before.supported() == after.supported());
  RC_ASSERT(before.refused() == after.refused());
  RC_ASSERT(before.bill.questions.size() == after.bill.questions.size());
  for (std::size_t i = 0; i < before.bill.questions.size(); ++i) {
    RC_ASSERT(before.bill.questions[i].count == after.bill.questions[i].count);
    RC_ASSERT(before.bill.questions[i].examples == after.bill.questions[i].examples);
  }
}

// One entry logged as two that follow each other is worth what it was.
RC_GTEST_PROP(BillPracticeProperties, SplittingAnEntryMovesNoMinute, ()) {
  const int length = *rc::gen::inRange(2, 200);
  const int cut = *rc::gen::inRange(1, length);
  const int from = *rc::gen::inRange(0, 1200);
  const auto at = [](int minute) {
    return fmt::format("2026-03-10T{:02}:{:02}", minute / 60, minute % 60);
  };
  const std::string other = entry("2026-03-10T09:00", "2026-03-10T10:00");
  const Billed whole = billed({.log = other + entry(at(from), at(from + length))});
  const Billed split = billed({
      .log = other + entry(at(from), at(from + cut)) + entry(at(from + cut), at(from + length)),
  });

  RC_ASSERT(whole.minutes() == split.minutes());
  RC_ASSERT(whole.supported() == split.supported());
}

}  // namespace
}  // namespace caseload::records
