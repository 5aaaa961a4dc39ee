// A call about silence is for a patient who is silent: a reading that comes in before somebody
// takes up the call makes it needless.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/care/hand_made_day.hpp"

namespace caseload::care {
namespace {

using testing::at_work;
using ::testing::ElementsAre;
using testing::HandMadeMonth;
using ::testing::IsEmpty;
using testing::march;
using testing::silence_at;

constexpr PatientId kFirst{0};

HandMadeMonth from_nine_to_five(bool readings, bool answered) {
  HandMadeMonth month({at_work("Ana", 0, 9, 17)});
  month.takes(rules::Activity::Outreach, 10, false);
  month.takes(rules::Activity::Attempt, 1, false);
  month.telephone(answered);
  month.readings(readings);
  month.scenario.care.logging.logged_share = 1;
  return month;
}

// When the patient's first reading after `from` reached the platform.
SimTime first_reading_after(SimTime from) {
  HandMadeMonth month = from_nine_to_five(true, true);
  Journal journal(kFirst);
  month.journal = &journal;
  month.run({});
  for (const JournalLine& line : journal.lines()) {
    if (line.kind == JournalLine::Kind::ReadingReceived && line.at > from) return line.at;
  }
  return SimTime::max();
}

TEST(Silence, WhoStaysSilentIsCalled) {
  HandMadeMonth month = from_nine_to_five(false, true);

  const experiment::MonthOutcome row = month.run({silence_at(march(2, 6))});

  EXPECT_THAT(month.worked(), ElementsAre("Ana 09:00-09:10"));
  EXPECT_EQ(row.silence_alerts, 1);
  EXPECT_EQ(row.silences_over, 0);
}

// Everybody measures before nine.
TEST(Silence, WhoWasHeardBeforeSomebodyCouldCallIsNot) {
  HandMadeMonth month = from_nine_to_five(true, true);
  Journal journal(kFirst);
  month.journal = &journal;

  const experiment::MonthOutcome row = month.run({silence_at(march(2, 5))});

  EXPECT_THAT(month.worked(), IsEmpty());
  EXPECT_EQ(row.silence_alerts, 1);
  EXPECT_EQ(row.silences_over, 1);
  EXPECT_EQ(row.alerts_top_fifth, 0) << "nobody had to look";
  EXPECT_EQ(row.attempts, 0);
  const auto dropped =
      std::ranges::find(journal.lines(), JournalLine::Kind::TaskDropped, &JournalLine::kind);
  ASSERT_NE(dropped, journal.lines().end());
  EXPECT_EQ(dropped->at, march(2, 9)) << "it is found when it would have been taken up";
  EXPECT_EQ(dropped->note, "a reading has come in since");
}

TEST(Silence, TheSecondCallIsNotMadeOnceAReadingHasComeIn) {
  HandMadeMonth month = from_nine_to_five(true, false);

  // After Monday's reading; nobody answers, and Tuesday's reading comes before the next attempt.
  const experiment::MonthOutcome row = month.run({silence_at(march(2, 12))});

  EXPECT_THAT(month.worked(), ElementsAre("Ana 12:00-12:01"));
  EXPECT_EQ(row.silences_over, 0) << "somebody had taken it up";
}

// Somebody who measures on half of the days; with a second chance, for a while after each call, on
// three quarters.
TEST(Silence, ACallThatReachesThePatientReminds) {
  const auto readings = [](double second_chance, bool answered) {
    HandMadeMonth month = from_nine_to_five(true, answered);
    month.scenario.population.adherence.daily = BetaShape{1e6, 1e6};
    month.scenario.population.adherence.second_chance = second_chance;
    std::vector<telemetry::Alert> alerts;
    for (int day = 2; day <= 27; ++day) alerts.push_back(silence_at(march(day, 12)));
    return month.run(std::move(alerts)).readings;
  };

  EXPECT_GT(readings(1, true), readings(0, true));
  EXPECT_EQ(readings(1, false), readings(0, false)) << "nobody was reached";
}

TEST(Silence, OnlyAReadingAfterTheAlertEndsIt) {
  const SimTime read = first_reading_after(march(2, 0));
  ASSERT_LT(read, march(2, 9));
  const SimDuration a_moment{1};

  // Both are handed on with the reading, at the same tick.
  HandMadeMonth before = from_nine_to_five(true, true);
  EXPECT_EQ(before.run({silence_at(read - a_moment)}).silences_over, 1);
  HandMadeMonth at_once = from_nine_to_five(true, true);
  EXPECT_EQ(at_once.run({silence_at(read)}).silences_over, 0);
  EXPECT_THAT(at_once.worked(), ElementsAre("Ana 09:00-09:10"));
}

}  // namespace
}  // namespace caseload::care
