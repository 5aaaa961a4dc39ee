// Whom a call waits for, on days made by hand: somebody who speaks the patient's language, or the
// patient's primary nurse; and what an interpreter takes and costs. Ana speaks the practice's first
// language, Ben Spanish too.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "sim/care/team/primary_nurses.hpp"
#include "tests/sim/care/hand_made_day.hpp"

namespace caseload::care {
namespace {

using testing::alert_at;
using testing::at_work;
using ::testing::ElementsAre;
using testing::HandMadeMonth;
using testing::march;
using testing::silence_at;

constexpr population::LanguageId kSpanish = 1;

StaffMember bilingual(StaffMember member) {
  member.speaks.add(kSpanish);
  return member;
}
StaffMember away_on(StaffMember member, int from_day, int to_day) {
  member.away = {{testing::day(2026, 3, static_cast<unsigned>(from_day)),
                  testing::day(2026, 3, static_cast<unsigned>(to_day))}};
  return member;
}

// All patients speak Spanish; a call about silence takes an hour.
HandMadeMonth spanish_month(std::vector<StaffMember> staff) {
  HandMadeMonth month(std::move(staff));
  month.scenario.population.languages = {{"spanish", 1}};
  month.scenario.care.interpreter = {.stretch = 1.5, .connecting = minutes{2}, .wait_days = 1};
  month.scenario.care.logging.logged_share = 1;
  month.telephone(true);
  month.takes(rules::Activity::Outreach, 60, false);
  month.takes(rules::Activity::Triage, 10, true);
  month.takes(rules::Activity::AlertCall, 20, false);
  return month;
}

TEST(Interpreter, IsConnectedThenEverythingIsSaidTwice) {
  HandMadeMonth month = spanish_month({at_work("Ana", 0, 8, 16)});
  month.takes(rules::Activity::Outreach, 10, false);
  month.scenario.care.interpreter = {.stretch = 1.3, .connecting = seconds{90}};
  month.scenario.economics.interpreter_per_minute = Cents{80};

  const experiment::MonthOutcome row = month.run({silence_at(march(2, 9))});

  ASSERT_EQ(month.record.log.size(), 2U);
  const rules::TimeEntry &connecting = month.record.log[0], &talking = month.record.log[1];
  EXPECT_EQ(connecting.end - connecting.start, seconds{90});
  EXPECT_FALSE(connecting.countable || connecting.live);
  EXPECT_EQ(talking.start, connecting.end);
  EXPECT_EQ(talking.end - talking.start, minutes{13});
  EXPECT_TRUE(talking.countable && talking.live);

  EXPECT_EQ(row.credited, minutes{13});
  EXPECT_EQ(row.languages.all, 1);
  EXPECT_EQ(row.languages.interpreted, 1);
  EXPECT_EQ(row.languages.interpreter_minutes, minutes{13} + seconds{90});
  EXPECT_EQ(row.cost.interpreter, Cents{1160});  // 14.5 minutes at 80 cents
  EXPECT_EQ(row.cost.total(), row.cost.wages + row.cost.interpreter);
}

TEST(Interpreter, NobodyRingsOneBeforeThePatientAnswers) {
  HandMadeMonth month = spanish_month({at_work("Ana", 0, 8, 16)});
  month.telephone(false);

  const experiment::MonthOutcome row = month.run({silence_at(march(2, 9))});

  EXPECT_GT(row.attempts, 0);
  EXPECT_EQ(row.languages.all, 0);
  EXPECT_EQ(row.languages.interpreter_minutes, SimDuration{});
}

TEST(Interpreter, IsNotNeededBySomebodyWhoSpeaksTheLanguage) {
  const auto fingerprint = [](bool spanish) {
    HandMadeMonth month = spanish_month({bilingual(at_work("Ben", 0, 8, 16))});
    if (!spanish) month.scenario.population.languages.clear();
    const experiment::MonthOutcome row =
        month.run({silence_at(march(2, 9), 0), silence_at(march(2, 9), 1)});
    EXPECT_EQ(row.languages.interpreted, 0);
    EXPECT_EQ(row.languages.all, spanish ? 2 : 0);
    return row.fingerprint;
  };

  EXPECT_EQ(fingerprint(true), fingerprint(false));
}

TEST(WhoseCall, WhoeverSpeaksTheLanguageComesFirstAndTheNextCallWaits) {
  HandMadeMonth month =
      spanish_month({at_work("Ana", 0, 8, 16), bilingual(at_work("Ben", 1, 8, 16))});
  const std::vector<telemetry::Alert> two{silence_at(march(2, 9), 0), silence_at(march(2, 9), 2)};

  const experiment::MonthOutcome row = month.run(two);

  EXPECT_THAT(month.worked(), ElementsAre("Ben 09:00-10:00", "Ben 10:00-11:00"));
  EXPECT_EQ(row.languages.interpreted, 0);

  month.scenario.population.languages.clear();
  month.run(two);
  EXPECT_THAT(month.worked(), ElementsAre("Ana 09:00-10:00", "Ben 09:00-10:00"));
}

TEST(WhoseCall, WhileNobodyWhoSpeaksItIsThereAnInterpreterHelps) {
  HandMadeMonth month =
      spanish_month({at_work("Ana", 0, 8, 16), away_on(bilingual(at_work("Ben", 1, 8, 16)), 2, 2)});

  const experiment::MonthOutcome row =
      month.run({silence_at(march(2, 9), 0), silence_at(march(3, 9), 1)});

  // Two minutes of connecting, and an hour and a half; on Tuesday Ben is back.
  EXPECT_THAT(month.worked(), ElementsAre("Ana 09:00-09:02", "Ana 09:02-10:32", "Ben 09:00-10:00"));
  EXPECT_EQ(row.languages.interpreted, 1);
}

TEST(WhoseCall, AfterTheStatedWaitAnybodyTakesIt) {
  const auto who_called = [](int wait_days) {
    // Ben is there from nine to ten; the call falls due on Monday at ten.
    HandMadeMonth month =
        spanish_month({at_work("Ana", 0, 8, 16), bilingual(at_work("Ben", 1, 9, 10))});
    month.scenario.care.interpreter.wait_days = wait_days;
    month.run({silence_at(march(2, 10))});
    return std::pair{month.worked().front(), month.record.log.front().start};
  };

  EXPECT_EQ(who_called(0), (std::pair{std::string("Ana 08:00-08:02"), march(3, 8)}));
  EXPECT_EQ(who_called(1), (std::pair{std::string("Ben 09:00-10:00"), march(3, 9)}));
}

TEST(WhoseCall, AnUrgentCallWaitsForNobody) {
  HandMadeMonth month =
      spanish_month({at_work("Ana", 0, 8, 16), bilingual(at_work("Ben", 1, 8, 16))});
  month.takes(rules::Activity::Outreach, 90, false);
  month.scenario.care.alerts.urgent_call_share = 1;

  const experiment::MonthOutcome row = month.run(
      {silence_at(march(2, 12), 0), alert_at(march(2, 13), telemetry::AlertLevel::Urgent, 1)});

  // Ben is at his call when Ana has looked at the alert; she calls with an interpreter.
  EXPECT_THAT(month.worked(), ElementsAre("Ana 13:00-13:10", "Ana 13:10-13:12", "Ben 12:00-13:30",
                                          "Ana 13:12-13:42"));
  EXPECT_EQ(row.languages.interpreted, 1);
  EXPECT_EQ(row.languages.interpreter_minutes, minutes{32});
}

TEST(WhoseCall, NeverBusyTheSamePeopleSpeakWhatTheySpeak) {
  const auto interpreted = [](StaffMember ana) {
    HandMadeMonth month = spanish_month({std::move(ana)});
    month.scenario.plans[0].unlimited = true;
    const experiment::MonthOutcome row = month.run({silence_at(march(2, 9))});
    EXPECT_EQ(row.languages.all, 1);
    return row.languages.interpreted;
  };

  EXPECT_EQ(interpreted(bilingual(at_work("Ana", 0, 8, 16))), 0);
  EXPECT_EQ(interpreted(at_work("Ana", 0, 8, 16)), 1);
}

// Each patient's planned contact of March, 20 minutes, falls due on Monday the 2nd. Of two with the
// same hours the first is the primary nurse of patients 0 and 2, the second of patient 1.
HandMadeMonth planned_month(std::vector<StaffMember> staff) {
  HandMadeMonth month(std::move(staff));
  CarePlanModel& plan = month.scenario.care.plan;
  plan.contacts_low = plan.contacts_high = 1;
  plan.first_due_by_share = 0.01;
  plan.by_appointment_share = 0;
  month.scenario.care.policy.assignment = Assignment::Primary;
  month.scenario.care.logging.logged_share = 1;
  month.telephone(true);
  month.takes(rules::Activity::CheckIn, 20, false);
  month.takes(rules::Activity::Note, 5, false);
  return month;
}

// Who made the planned contact of a patient in March, and when.
std::pair<std::string, SimTime> contact_of(const HandMadeMonth& month, std::uint32_t patient) {
  for (const rules::TimeEntry& entry : month.record.log) {
    const StaffMember& who = month.scenario.staff[number(entry.staff)];
    if (entry.patient == PatientId{patient} && entry.activity == rules::Activity::CheckIn &&
        entry.live && entry.start >= march(1, 0))
      return {who.name, entry.start};
  }
  return {"nobody", {}};
}

TEST(WhoseCall, APrimaryNurseMakesThePlannedContactsOfHerPatients) {
  HandMadeMonth month = planned_month({at_work("Ana", 0, 8, 16), at_work("Ben", 1, 8, 16)});

  const experiment::MonthOutcome row = month.run({});

  EXPECT_EQ(contact_of(month, 0).first, "Ana");
  EXPECT_EQ(contact_of(month, 1).first, "Ben");
  EXPECT_EQ(contact_of(month, 2).first, "Ana");
  EXPECT_EQ(row.planned.conversations, 3);
  EXPECT_EQ(row.planned.by_primary, 3);
  EXPECT_EQ(row.planned.placed, 3);
}

TEST(WhoseCall, WhileSheIsAwayWhoeverIsThereCalls) {
  HandMadeMonth month =
      planned_month({at_work("Ana", 0, 8, 16), away_on(at_work("Ben", 1, 8, 16), 1, 6)});

  const experiment::MonthOutcome row = month.run({});

  EXPECT_EQ(contact_of(month, 1).first, "Ana");
  EXPECT_EQ(testing::day(2026, 3, 2), ZoneTable::utc().local_day(contact_of(month, 1).second));
  EXPECT_EQ(row.planned.by_primary, 2);
}

TEST(WhoseCall, WhoeverCoversForHerHasHerPatients) {
  StaffMember ben = away_on(at_work("Ben", 1, 8, 16), 1, 6);
  ben.cover = Cover{"Fay"};
  HandMadeMonth month = planned_month({at_work("Ana", 0, 8, 16), ben, at_work("Fay", 2, 8, 16)});
  month.scenario.plans[0].staff = {0, 1};
  month.scenario.population.patients = 40;
  const PrimaryNurses nurses(std::vector<PrimaryCandidate>{{0, 40}, {1, 40}}, {});

  month.run({});

  // So many contacts on one Monday that some of them are made on Tuesday.
  for (std::uint32_t patient = 0; patient < 40; ++patient) {
    const bool bens = nurses.of(PatientId{patient}, population::kFirstLanguage) == 1U;
    const std::string who = contact_of(month, patient).first;
    if (who != "nobody") EXPECT_EQ(who, bens ? "Fay" : "Ana") << patient;
  }
}

TEST(WhoseCall, WhatIsOverdueIsAnybodys) {
  const auto contact = [](int wait_days) {
    // From Monday at eight Ben is at an alert that takes him until Friday noon; Ana may only call.
    StaffMember ana = at_work("Ana", 0, 8, 16), ben = at_work("Ben", 1, 8, 16);
    ana.may = {rules::Activity::CheckIn};
    HandMadeMonth month = planned_month({ana, ben});
    month.takes(rules::Activity::Triage, 100 * 60, false);
    month.scenario.care.policy.primary_wait_days = wait_days;
    month.run({alert_at(march(2, 0), telemetry::AlertLevel::Urgent, 0)});
    return contact_of(month, 1);
  };

  EXPECT_EQ(contact(0), (std::pair{std::string("Ana"), march(3, 8)}));
  EXPECT_EQ(contact(1), (std::pair{std::string("Ana"), march(4, 8)}));
  EXPECT_EQ(contact(20), (std::pair{std::string("Ben"), march(6, 12)}));
}

TEST(WhoseCall, WithOneNursePrimaryIsThePool) {
  const auto outcome = [](Assignment assignment) {
    experiment::Scenario scenario = experiment::testing::small_clinic(60);
    scenario.care.policy.assignment = assignment;
    return experiment::run_trial(scenario, scenario.plans[0], scenario.months[0],
                                 {.seed = 3, .replication = 1});
  };

  const experiment::MonthOutcome primary = outcome(Assignment::Primary),
                                 pool = outcome(Assignment::Pool);

  EXPECT_EQ(primary.fingerprint, pool.fingerprint);
  EXPECT_EQ(primary.reached[1].everyone, pool.reached[1].everyone);
  EXPECT_EQ(primary.countable_worked, pool.countable_worked);
  EXPECT_EQ(primary.planned.by_primary, primary.planned.conversations);
}

TEST(WhoseCall, InAWholeClinicThePrimaryNurseCallsMoreOftenThanByChance) {
  const auto outcome = [](Assignment assignment) {
    experiment::Scenario scenario = experiment::testing::small_clinic();
    scenario.population.languages = {{"spanish", 0.15}};
    scenario.staff[1].speaks.add(kSpanish);
    scenario.care.policy.assignment = assignment;
    return experiment::run_trial(scenario, scenario.plans[4], scenario.months[0],
                                 {.seed = 3, .replication = 0});
  };

  const experiment::MonthOutcome primary = outcome(Assignment::Primary),
                                 pool = outcome(Assignment::Pool);

  const auto share = [](const experiment::MonthOutcome& row) {
    return static_cast<double>(row.planned.by_primary) / row.planned.conversations;
  };
  EXPECT_LT(share(pool), 0.5);
  EXPECT_GT(share(primary), 0.7);
  for (const experiment::MonthOutcome& row : {primary, pool}) {
    EXPECT_GT(row.languages.all, 50);
    EXPECT_LT(row.languages.interpreted, row.languages.all);
    EXPECT_GT(row.languages.interpreter_minutes, SimDuration{});
  }
}

}  // namespace
}  // namespace caseload::care
