#include "records/practice_state.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "tests/sim/experiment/small_clinic.hpp"

namespace caseload::records {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const LocalDay kDay{std::chrono::year{2026} / 3 / 18};

struct Read {
  Result<StateFile> file;
  std::vector<Rejection> rejections;
};

Read read(const std::string& text,
          const experiment::Scenario& scenario = experiment::testing::small_clinic()) {
  std::istringstream in(text);
  std::vector<Rejection> rejections;
  Result<StateFile> file = read_practice_state(in, "state.csv", kDay, scenario, rejections);
  return {std::move(file), std::move(rejections)};
}

TEST(PracticeState, ARowSaysWhereOnePatientStands) {
  const Read all = read(
      "patient,minutes,live_contact,reading_days,enrolled,condition,acuity,contacts_made,attempts,"
      "alerts,alerts_open,urgent_alerts_open,review_due,last_reading\n"
      "1041,14.5,yes,11,2025-12-01,hypertension,high,1,3,4,2,1,yes,2026-03-17T07:12\n");
  ASSERT_TRUE(all.file) << all.file.error().text;
  ASSERT_EQ(all.file->ids.size(), 1U);
  const population::KnownPatient& known = all.file->state.known[0];
  const care::PatientState& now = all.file->state.initial_state[0];

  EXPECT_EQ(all.file->ids[0], "1041");
  EXPECT_EQ(all.file->lines[0], 2U);
  EXPECT_EQ(now.credited, std::chrono::seconds{870});
  EXPECT_TRUE(now.live_contact && known.live_contact);
  EXPECT_EQ(known.period_from, LocalDay(std::chrono::year{2026} / 3 / 1)) << "90 days later";
  EXPECT_EQ(known.reading_days, 11);
  EXPECT_EQ(known.high_acuity, true);
  EXPECT_EQ(known.condition, 0);
  EXPECT_EQ(known.attempts, 3);
  EXPECT_EQ(known.alerts, 4);
  EXPECT_EQ(now.alerts_open, 2);
  EXPECT_EQ(now.urgent_alerts_open, 1);
  EXPECT_TRUE(now.review_due);
  EXPECT_EQ(iso(*now.last_reading), "2026-03-17T11:12:00Z");
  EXPECT_TRUE(all.file->assumed.empty()) << "period_start follows from enrolled";
}

TEST(PracticeState, WhatIsNotInTheFileIsTold) {
  const Read few =
      read("patient,minutes,live_contact,reading_days,period_start\n7,0,no,3,2026-03-10\n");
  ASSERT_TRUE(few.file) << few.file.error().text;

  EXPECT_EQ(few.file->state.known[0].monitoring_from, std::nullopt);
  EXPECT_EQ(few.file->state.known[0].high_acuity, std::nullopt);
  EXPECT_EQ(few.file->state.initial_state[0].contacts_made, 0);
  EXPECT_THAT(few.file->assumed, ::testing::Contains(HasSubstr("acuity is not in the file")));
  EXPECT_THAT(few.file->assumed, ::testing::Contains(HasSubstr("last_reading is not in the file")));
}

// Each row has one mistake, and none of them costs another row.
TEST(PracticeState, ABadRowCostsItself) {
  const Read rows = read(
      "patient,minutes,live_contact,reading_days,enrolled,period_start,condition,acuity,last_"
      "reading\n"
      "good,5,no,3,2026-03-10,,,,\n"
      ",5,no,3,2026-03-10,,,,\n"
      "b,-1,no,3,2026-03-10,,,,\n"
      "c,99999,no,3,2026-03-10,,,,\n"
      "d,5,maybe,3,2026-03-10,,,,\n"
      "e,5,no,9,2026-03-10,,,,\n"
      "f,5,no,3,2026-04-01,,,,\n"
      "g,5,no,3,,,,,\n"
      "h,5,no,3,2025-12-01,2026-03-02,,,\n"
      "i,5,no,3,,2026-02-01,,,\n"
      "j,5,no,3,2026-03-10,,hypertensoin,,\n"
      "k,5,no,3,2026-03-10,,,middling,\n"
      "l,5,no,3,2026-03-10,,,,2026-03-19\n"
      "good,5,no,3,2026-03-10,,,,\n"
      "last,5,yes,3,2026-03-10,2026-03-10,,low,2026-03-17\n");
  ASSERT_TRUE(rows.file) << rows.file.error().text;

  EXPECT_THAT(rows.file->ids, ElementsAre("good", "last"));
  std::vector<std::size_t> lines;
  for (const Rejection& rejection : rows.rejections) lines.push_back(rejection.line);
  EXPECT_THAT(lines, ElementsAre(3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
  const auto why = [&](std::size_t line) { return rows.rejections[line - 3].why; };
  EXPECT_THAT(why(5),
              HasSubstr("expected 0 to 24420, the minutes of this month before 2026-03-18"));
  EXPECT_THAT(why(7), HasSubstr("expected 0 to 8, the days of the period from 2026-03-10 on"));
  EXPECT_THAT(why(9), HasSubstr("neither enrolled nor period_start"));
  EXPECT_THAT(why(10), HasSubstr("expected 2026-03-01"));
  EXPECT_THAT(why(11), HasSubstr("expected a day from 2026-02-17 to 2026-03-18"));
  EXPECT_THAT(why(12), HasSubstr("did you mean \"hypertension\"?"));
  EXPECT_EQ(why(15), "the patient stands there already, on line 2");
}

TEST(PracticeState, AFileWithoutAUsableRowIsRefused) {
  const Read none =
      read("patient,minutes,live_contact,reading_days,enrolled\n1,x,no,3,2026-03-10\n");

  ASSERT_FALSE(none.file);
  EXPECT_THAT(none.file.error().text,
              ::testing::AllOf(HasSubstr("no row can be used"), HasSubstr("state.csv:2: ")));
  EXPECT_FALSE(read("patient,minutes\n1,2\n").file) << "columns are missing";
  EXPECT_FALSE(read("").file);
}

TEST(PracticeState, ColumnsNobodyAskedForAreIgnoredAndTold) {
  const Read more =
      read("patient,minutes,live_contact,reading_days,enrolled,payer\n1,2,no,3,2026-03-10,Aetna\n");
  ASSERT_TRUE(more.file);
  EXPECT_THAT(more.file->facts.ignored, ElementsAre("payer"));
}

TEST(PracticeState, ByTheCalendarAPeriodIsTheMonth) {
  experiment::Scenario scenario = experiment::testing::small_clinic();
  for (rules::RuleSet& rules : scenario.rules.sets)
    rules.device_period = rules::DevicePeriodKind::CalendarMonth;
  const Read by_calendar = read(
      "patient,minutes,live_contact,reading_days,enrolled\n1,2,no,17,2025-11-05\n2,2,no,4,2026-03-"
      "12\n",
      scenario);
  ASSERT_TRUE(by_calendar.file) << by_calendar.file.error().text;

  EXPECT_EQ(by_calendar.file->state.known[0].period_from,
            LocalDay(std::chrono::year{2026} / 3 / 1));
  EXPECT_EQ(by_calendar.file->state.known[1].period_from,
            LocalDay(std::chrono::year{2026} / 3 / 12));
}

}  // namespace
}  // namespace caseload::records
