// A table for every code of 2026: just enough, and just too little.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/sim/rules/patient_month.hpp"

namespace caseload::rules {
namespace {

using namespace std::chrono_literals;
using namespace testing;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

const SimTime kMorning = at(day(2026, 3, 10), 9h);

// The claims of one month and one period of one programme.
Codes of(Program program, SimDuration minutes, int days_with,
         RtmSystem system = RtmSystem::Respiratory) {
  ProgramMonth mine{.credited = minutes, .live_contact = true, .documentation = kComplete};
  MonthFacts facts{.month = month(2026, 3)};
  (program == Program::Rpm ? facts.rpm : program == Program::Ccm ? facts.ccm : facts.rtm) = mine;
  Codes all;
  for (const Claim& claim : decide_month(facts, medicare_2026()).claims) all.push_back(claim.code);
  if (program == Program::Ccm) return all;
  PeriodFacts period{.first_day = day(2026, 3, 1),
                     .last_day = day(2026, 3, 30),
                     .program = program,
                     .reading_days = days_with,
                     .first_of_episode = YesNoUnknown::Yes,
                     .set_up_done = YesNoUnknown::Yes,
                     .documentation = kComplete};
  if (program == Program::Rtm)
    period.days_of_system.at(static_cast<std::size_t>(system)) = days_with;
  for (const Claim& claim : decide_period(period, all, medicare_2026()).claims)
    all.push_back(claim.code);
  return all;
}

struct Row {
  const char* code;
  Program program;
  SimDuration minutes;  // just enough
  int days;
  RtmSystem system = RtmSystem::Respiratory;
};

const Row kRows[]{
    {"99453", Program::Rpm, 0min, 2},
    {"99445", Program::Rpm, 0min, 2},
    {"99454", Program::Rpm, 0min, 16},
    {"99470", Program::Rpm, 10min, 0},
    {"99457", Program::Rpm, 20min, 0},
    {"99458", Program::Rpm, 40min, 0},
    {"99490", Program::Ccm, 20min, 0},
    {"99439", Program::Ccm, 40min, 0},
    {"98975", Program::Rtm, 0min, 2},
    {"98984", Program::Rtm, 0min, 2, RtmSystem::Respiratory},
    {"98976", Program::Rtm, 0min, 16, RtmSystem::Respiratory},
    {"98985", Program::Rtm, 0min, 2, RtmSystem::Musculoskeletal},
    {"98977", Program::Rtm, 0min, 16, RtmSystem::Musculoskeletal},
    {"98986", Program::Rtm, 0min, 2, RtmSystem::CognitiveBehavioural},
    {"98978", Program::Rtm, 0min, 16, RtmSystem::CognitiveBehavioural},
    {"98979", Program::Rtm, 10min, 0},
    {"98980", Program::Rtm, 20min, 0},
    {"98981", Program::Rtm, 40min, 0},
};

TEST(EveryCode, IsSupportedFromItsThresholdOnAndNotBefore) {
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.code);
    EXPECT_THAT(of(row.program, row.minutes, row.days, row.system), Contains(row.code));
    if (row.days > 0) {
      EXPECT_THAT(of(row.program, row.minutes, row.days - 1, row.system), Not(Contains(row.code)));
    } else {
      EXPECT_THAT(of(row.program, row.minutes - 1us, 0, row.system), Not(Contains(row.code)));
    }
  }
}

TEST(EveryCode, StandsInTheTableButThePractitionersOwn) {
  std::set<std::string> tabled{"99091"};  // Claims.ThePractitionersHalfHourGivesWay…
  for (const Row& row : kRows) tabled.insert(row.code);
  EXPECT_EQ(tabled, codes_of(medicare_2026()));
}

TEST(EveryCode, TherapeuticMonitoringGivesWayToPhysiologic) {
  const auto rtm = [](TimeEntry entry) { return for_program(Program::Rtm, entry); };
  Facts both{.log = {talk(kMorning, 25min), rtm(talk(kMorning + 1h, 45min))}};
  EXPECT_THAT(codes(both, medicare_2026()), ElementsAre("99457"));

  both.readings = readings_on(20);
  both.device = Program::Rtm;
  EXPECT_THAT(codes(both, medicare_2026()), ElementsAre("99457")) << "nor the device's";

  both.log.erase(both.log.begin());
  EXPECT_THAT(codes(both, medicare_2026()), ElementsAre("98976", "98980", "98981"));
}

TEST(EveryCode, ATherapyMonthBesideAPhysiologicDevicePeriodGivesWayToo) {
  const MonthFacts facts{
      .month = month(2026, 3),
      .rtm = {.credited = 25min, .live_contact = true, .documentation = kComplete}};
  const Codes device{"99454"};

  EXPECT_THAT(decide_month(facts, medicare_2026(), device).claims, IsEmpty());
  EXPECT_EQ(decide_month(facts, medicare_2026(), device).not_claimed.back().reason,
            "25 min credited and a live contact, but not together with 99454");
  EXPECT_EQ(decide_month(facts, medicare_2026()).claims.size(), 1U);
}

TEST(EveryCode, TherapeuticMonitoringNeedsNoEstablishedPatient) {
  Documentation newcomer = kComplete;
  newcomer.established = YesNoUnknown::No;
  MonthFacts facts{.month = month(2026, 3),
                   .rtm = {.credited = 25min, .live_contact = true, .documentation = newcomer}};
  EXPECT_EQ(decide_month(facts, medicare_2026()).claims.front().code, "98980");

  std::swap(facts.rpm, facts.rtm);
  EXPECT_THAT(decide_month(facts, medicare_2026()).claims, IsEmpty());
}

// Where sources disagree the rule file decides: each switch changes what it says and nothing else.
TEST(Switches, ThePractitionersHalfHourMayStandBesideTwentyMinutes) {
  const Facts facts{.log = {by(Role::Md, talk(kMorning, 35min))}};
  EXPECT_THAT(codes(facts, medicare_2026()), ElementsAre("99457"));

  RuleSet rules = medicare_2026();
  rules.exclusions.erase(rules.exclusions.begin());
  EXPECT_THAT(codes(facts, rules), ElementsAre("99091", "99457"));
}

TEST(Switches, AThirdFurtherUnitIfTheFileSaysSo) {
  const Facts facts{.log = {talk(kMorning, 85min)}};
  EXPECT_THAT(codes(facts, medicare_2026()), ElementsAre("99457", "99458x2"));

  RuleSet rules = medicare_2026();
  rules.add_ons[0].max_units = 3;
  EXPECT_THAT(codes(facts, rules), ElementsAre("99457", "99458x3"));
}

TEST(Switches, AFurtherUnitAfterTheShortMonthWouldNeverBeReached) {
  RuleSet rules = medicare_2026();
  rules.add_ons.push_back(rules.add_ons[0]);
  rules.add_ons[1].base = "99470";
  rules.add_ons[1].after = 10min;

  for (SimDuration credited{}; credited < 90min; credited += 30s) {
    const Facts facts{.log = {talk(kMorning, credited)}};
    EXPECT_EQ(codes(facts, rules), codes(facts, medicare_2026()));
  }
}

TEST(Switches, TheVisitTakesItsMinutesOrItsDay) {
  const Facts facts{.log = {talk(kMorning, 25min)},
                    .visits = {{PatientId{7}, kMorning + 3h, kMorning + 4h}}};
  EXPECT_THAT(codes(facts, medicare_2026()), ElementsAre("99457"));

  RuleSet rules = medicare_2026();
  rules.visit_exclusion = VisitExclusion::Day;
  EXPECT_THAT(codes(facts, rules), IsEmpty());
}

TEST(NewYear, APeriodIsBilledUnderTheRulesOfItsLastDay) {
  const RuleBook book{{medicare_2025(), medicare_2026()}};
  const auto claimed = [&](LocalDay first, int reading_days) {
    const LocalDay last = first + days{29};
    Codes all;
    for (const Claim& claim : decide_period({.first_day = first,
                                             .last_day = last,
                                             .reading_days = reading_days,
                                             .documentation = kComplete},
                                            {}, book.for_day(last))
                                  .claims)
      all.push_back(claim.code + " at " + std::to_string(price(claim, book.for_day(last))->value));
    return all;
  };

  EXPECT_THAT(claimed(day(2025, 12, 2), 15), IsEmpty()) << "it ends on 31 December";
  EXPECT_THAT(claimed(day(2025, 12, 3), 15), ElementsAre("99445 at 5211"));
  EXPECT_THAT(claimed(day(2025, 12, 2), 16), ElementsAre("99454 at 4302"));
  EXPECT_THAT(claimed(day(2025, 12, 3), 16), ElementsAre("99454 at 5211"));
}

TEST(NewYear, TheMinutesOfOneNightAreTwoMonthsUnderTwoSetsOfRules) {
  const std::vector<TimeEntry> log{talk(at(day(2025, 12, 31), 23h + 45min), 27min)};

  EXPECT_THAT(codes({.log = log, .month = month(2025, 12)}, medicare_2025()), IsEmpty());
  EXPECT_THAT(codes({.log = log, .month = month(2026, 1)}, medicare_2026()), IsEmpty())
      << "12 minutes, and the live contact began in December";
}

}  // namespace
}  // namespace caseload::rules
