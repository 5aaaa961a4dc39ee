#include "sim/rules/ledger.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/base/check.hpp"
#include "tests/sim/rules/medicare_rule_sets.hpp"
#include "tests/sim/rules/practice.hpp"

namespace caseload::rules {

bool operator==(const CreditLine::Loss& a, const CreditLine::Loss& b) {
  return a.reason == b.reason && a.duration == b.duration;
}

namespace {

using namespace std::chrono_literals;
using namespace testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Loss = CreditLine::Loss;

const SimTime kNine = at(day(2026, 3, 10), 9h);

struct Counted {
  Credit credit;
  std::vector<CreditLine> lines;
};

Counted count(const std::vector<TimeEntry>& entries, const std::vector<Visit>& visits = {},
              CalendarMonth in = month(2026, 3), const RuleSet& rules = medicare_2026(),
              Program program = Program::Rpm) {
  Counted counted;
  counted.credit = credit(entries, visits, program, in, new_york(), rules, &counted.lines);
  return counted;
}

Visit visit(SimTime start, SimDuration length) { return {PatientId{7}, start, start + length}; }

TEST(Ledger, OneLiveCallIsCreditedWhole) {
  const Counted counted = count({talk(kNine, 12min)});

  EXPECT_EQ(counted.credit.credited, 12min);
  EXPECT_TRUE(counted.credit.live_contact);
  EXPECT_EQ(counted.lines.at(0).credited, 12min);
  EXPECT_THAT(counted.lines.at(0).losses, IsEmpty());
}

TEST(Ledger, TwoPeopleAtTheSameMomentCountOnceAndTheEarlierKeepsIt) {
  const Counted counted = count({talk(kNine + 5min, 10min), talk(kNine, 10min)});

  EXPECT_EQ(counted.credit.credited, 15min);
  EXPECT_EQ(counted.lines.at(0).credited, 5min);
  EXPECT_THAT(counted.lines.at(0).losses, ElementsAre(Loss{NotCounted::Overlap, 5min}));
  EXPECT_EQ(counted.lines.at(1).credited, 10min);
}

TEST(Ledger, OfTwoThatBeginTogetherTheFirstListedKeepsTheTime) {
  const Counted counted = count({talk(kNine, 10min), talk(kNine, 14min)});

  EXPECT_EQ(counted.lines.at(0).credited, 10min);
  EXPECT_EQ(counted.lines.at(1).credited, 4min);
}

TEST(Ledger, ClerksSetUpVoicemailAndAttemptsAreNeverCredited) {
  TimeEntry clerk = talk(kNine, 22min);
  clerk.role = Role::Clerk;
  EXPECT_THAT(count({clerk}).lines.at(0).losses, ElementsAre(Loss{NotCounted::Role, 22min}));
  EXPECT_FALSE(count({clerk}).credit.live_contact);

  for (const Activity activity :
       {Activity::SetUp, Activity::Voicemail, Activity::Attempt, Activity::Offer}) {
    TimeEntry entry = talk(kNine, 5min);
    entry.activity = activity;
    const Counted counted = count({entry});
    EXPECT_EQ(counted.credit.credited, 0min) << name(activity);
    EXPECT_FALSE(counted.credit.live_contact) << name(activity);
    EXPECT_THAT(counted.lines.at(0).losses, ElementsAre(Loss{NotCounted::Activity, 5min}));
  }
}

TEST(Ledger, ThePartMarkedNotCountableIsNot) {
  TimeEntry technical = talk(kNine, 5min);
  technical.activity = Activity::DeviceHelp;
  technical.countable = false;

  EXPECT_THAT(count({technical}).lines.at(0).losses,
              ElementsAre(Loss{NotCounted::MarkedNotCountable, 5min}));
}

TEST(Ledger, MinutesInsideAVisitAreNotCredited) {
  const Counted counted =
      count({talk(kNine, 25min)}, {visit(kNine + 17min, 20min), visit(kNine + 20min, 2min)});

  EXPECT_EQ(counted.credit.credited, 17min);
  EXPECT_THAT(counted.lines.at(0).losses, ElementsAre(Loss{NotCounted::Visit, 8min}));
}

TEST(Ledger, UnderTheDaySwitchTheWholeLocalDayOfAVisitIsExcluded) {
  RuleSet by_day = medicare_2026();
  by_day.visit_exclusion = VisitExclusion::Day;
  // 23:50 in New York is the next day in UTC; the day is the practice's.
  const std::vector entries{talk(at(day(2026, 3, 10), 23h + 50min), 20min)};
  const std::vector visits{visit(at(day(2026, 3, 10), 8h), 20min)};

  const Counted counted = count(entries, visits, month(2026, 3), by_day);

  EXPECT_EQ(counted.credit.credited, 10min);
  EXPECT_THAT(counted.lines.at(0).losses, ElementsAre(Loss{NotCounted::Visit, 10min}));
  EXPECT_EQ(count(entries, visits).credit.credited, 20min);
}

TEST(Ledger, AVisitThatEndsAtMidnightDoesNotExcludeTheNextDay) {
  RuleSet by_day = medicare_2026();
  by_day.visit_exclusion = VisitExclusion::Day;
  const std::vector visits{visit(at(day(2026, 3, 9), 23h), 60min)};

  EXPECT_EQ(count({talk(kNine, 10min)}, visits, month(2026, 3), by_day).credit.credited, 10min);
}

TEST(Ledger, AnEntryOverMidnightAtTheMonthsEndCountsInEachMonthForItsPart) {
  const std::vector entries{talk(at(day(2026, 1, 31), 23h + 45min), 20min)};

  const Counted january = count(entries, {}, month(2026, 1));
  const Counted february = count(entries, {}, month(2026, 2));

  EXPECT_EQ(january.credit.credited, 15min);
  EXPECT_TRUE(january.credit.live_contact);
  EXPECT_THAT(january.lines.at(0).losses, ElementsAre(Loss{NotCounted::OutsideMonth, 5min}));
  EXPECT_EQ(february.credit.credited, 5min);
  EXPECT_FALSE(february.credit.live_contact) << "the contact began in January";
  EXPECT_FALSE(count(entries, {}, month(2025, 12), medicare_2025()).credit.live_contact);
}

TEST(Ledger, TheMonthsBoundsFollowDaylightSaving) {
  // March 2026 begins at 05:00 UTC (EST) and ends at 04:00 UTC (EDT): 31 days less one hour.
  const std::vector<TimeEntry> all{
      talk(SimTime{std::chrono::sys_days{day(2026, 2, 20).time_since_epoch()}}, 60 * 24h)};

  EXPECT_EQ(count(all, {}, month(2026, 3)).credit.credited, 31 * 24h - 1h);
  EXPECT_EQ(count(all, {}, month(2026, 4)).credit.live_contact, false);
}

TEST(Ledger, AMomentIsCreditedToOneProgramme) {
  TimeEntry ccm = talk(kNine, 20min);
  ccm.program = Program::Ccm;
  const std::vector entries{ccm, talk(kNine + 15min, 10min)};

  const Counted rpm = count(entries);
  const Counted of_ccm = count(entries, {}, month(2026, 3), medicare_2026(), Program::Ccm);

  EXPECT_EQ(rpm.credit.credited, 10min);
  EXPECT_THAT(rpm.lines.at(0).losses, ElementsAre(Loss{NotCounted::OtherProgram, 20min}));
  EXPECT_EQ(of_ccm.credit.credited, 15min);
  EXPECT_THAT(of_ccm.lines.at(0).losses, ElementsAre(Loss{NotCounted::Overlap, 5min}));
}

TEST(Ledger, WorkThatCannotBeCreditedTakesNoMomentFromWorkThatCan) {
  TimeEntry clerk = talk(kNine, 20min);
  clerk.role = Role::Clerk;

  EXPECT_EQ(count({clerk, talk(kNine + 5min, 10min)}).credit.credited, 10min);
}

TEST(Ledger, ALiveContactIsRecordedApartFromMinutes) {
  TimeEntry note = talk(kNine, 20min);
  note.activity = Activity::Note;
  note.live = false;
  EXPECT_FALSE(count({note}).credit.live_contact);

  const Counted swallowed = count({note, talk(kNine + 1min, 5min)});
  EXPECT_EQ(swallowed.lines.at(1).credited, 0min);
  EXPECT_TRUE(swallowed.credit.live_contact);
}

TEST(Ledger, PractitionersTimeIsToldApart) {
  TimeEntry decision = talk(kNine + 10min, 6min);
  decision.role = Role::Np;
  decision.activity = Activity::Decision;

  const Credit credit = count({talk(kNine, 12min), decision}).credit;

  EXPECT_EQ(credit.credited, 16min);
  EXPECT_EQ(credit.practitioner, 4min);
}

TEST(Ledger, ADevicePeriodsTimeIsCountedBetweenItsDays) {
  const std::vector entries{talk(at(day(2026, 3, 5), 9h), 10min),
                            talk(at(day(2026, 4, 3), 23h + 55min), 10min)};

  const Credit credit = credit_between(entries, {}, Program::Rpm, day(2026, 3, 5), day(2026, 4, 3),
                                       new_york(), medicare_2026());

  EXPECT_EQ(credit.credited, 15min);
}

TEST(Ledger, AnEntryThatEndsBeforeItStartsIsAFaultOfOurs) {
  EXPECT_THROW(count({talk(kNine, -1min)}), CheckFailed);
}

}  // namespace
}  // namespace caseload::rules
