#include "sim/experiment/trial.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "tests/sim/experiment/replications.hpp"
#include "tests/sim/experiment/small_clinic.hpp"

namespace caseload::experiment {
namespace {

using testing::mean;
using testing::person;
using testing::replicate;
using testing::small_clinic;

constexpr RandomKey kLuck{.seed = 5, .replication = 3};

MonthOutcome run(const Scenario& scenario, const Plan& plan, const RandomKey& random = kLuck) {
  return run_trial(scenario, plan, scenario.months[0], random);
}

TEST(Trial, TheSameLuckTellsTheSameStory) {
  const Scenario scenario = small_clinic(60);

  const MonthOutcome once = run(scenario, scenario.plans[2]);
  const MonthOutcome again = run(scenario, scenario.plans[2]);
  const MonthOutcome other = run(scenario, scenario.plans[2], {.seed = 6, .replication = 3});

  EXPECT_EQ(once.fingerprint, again.fingerprint);
  EXPECT_EQ(once.codes, again.codes);
  EXPECT_EQ(once.credited, again.credited);
  EXPECT_NE(once.fingerprint, other.fingerprint);
}

TEST(Trial, APersonWhoWorksZeroHoursChangesNoMetric) {
  Scenario scenario = small_clinic(60);
  const MonthOutcome without = run(scenario, scenario.plans[0]);

  care::StaffMember nobody = person("Nobody", rules::Role::Rn, 7);
  nobody.hours = {};
  scenario.staff.push_back(nobody);
  Plan with = scenario.plans[0];
  with.staff.push_back(scenario.staff.size() - 1);
  const MonthOutcome row = run(scenario, with);

  EXPECT_EQ(row.fingerprint, without.fingerprint);
  EXPECT_EQ(row.codes, without.codes);
  EXPECT_EQ(row.credited, without.credited);
  EXPECT_EQ(row.cost.total(), without.cost.total());
  EXPECT_EQ(row.urgent.in_time_staffed, without.urgent.in_time_staffed);
}

TEST(Trial, WhatPatientsDoIsTheSameUnderEveryPlan) {
  const Scenario scenario = small_clinic(80);
  // Recruitment is work: without it the panels are the same people throughout.
  Scenario closed = scenario;
  closed.population.enrolment.offers_per_month = 0;

  TrialRecord few;
  TrialRecord many;
  run_trial(closed, closed.plans[0], closed.months[0], kLuck, {}, &few);
  run_trial(closed, closed.plans[4], closed.months[0], kLuck, {}, &many);

  EXPECT_EQ(few.readings_digest, many.readings_digest);
  EXPECT_EQ(few.alerts, many.alerts);
  EXPECT_EQ(few.visits.size(), many.visits.size());
}

TEST(Trial, EveryMinuteOfEveryPersonIsAccountedFor) {
  const Scenario scenario = small_clinic(120);
  for (const Plan& plan : scenario.plans) {
    const MonthOutcome row = run(scenario, plan);
    ASSERT_EQ(row.staff.size(), plan.staff.size());
    for (const StaffMinutes& m : row.staff) {
      EXPECT_EQ(m.scheduled, m.absent + m.present) << plan.name << ", " << m.name;
      EXPECT_EQ(m.present + m.overtime, m.rpm + m.other + m.breaks + m.idle)
          << plan.name << ", " << m.name;
      EXPECT_GT(m.present, SimDuration{});
    }
  }
}

// The clocks go forward on 8 March 2026 and back on 1 November, both Sundays, at two in the night.
TEST(Trial, AShiftOverTheChangeOfTheClocksHasTheHoursThatPass) {
  Scenario scenario = small_clinic(40);
  care::StaffMember night = person("Night", rules::Role::Rn, 8);
  night.hours = {};
  night.hours[0] = care::ClockSpan{0, 8 * 60};  // Sundays, midnight to eight
  night.breaks.clear();
  scenario.staff.push_back(night);
  const Plan plan{"night nurse too", {0, 4, 5}};
  const auto hours_of = [&](CalendarMonth month) {
    const StaffMinutes minutes = run_trial(scenario, plan, month, kLuck).staff[2];
    return to_minutes(minutes.scheduled) / 60;
  };

  EXPECT_EQ(hours_of({std::chrono::year{2026} / 2}), 4 * 8);
  EXPECT_EQ(hours_of({std::chrono::year{2026} / 3}), 5 * 8 - 1);
  EXPECT_EQ(hours_of({std::chrono::year{2026} / 5}), 5 * 8);
  EXPECT_EQ(hours_of({std::chrono::year{2026} / 11}), 5 * 8 + 1);
}

// By the clock on the wall a day shift begins at eight before the change and after it, and patients
// measure at the same hours.
TEST(Trial, TheDayKeepsItsHoursWhenTheClocksChange) {
  const Scenario scenario = small_clinic(80);
  for (const int month : {3, 11}) {
    TrialRecord record;
    const CalendarMonth observed{std::chrono::year{2026} / month};
    const MonthOutcome row = run_trial(scenario, scenario.plans[3], observed, kLuck, {}, &record);
    int entries = 0;
    for (const rules::TimeEntry& entry : record.log) {
      const LocalTime at = scenario.zone.local(entry.start);
      const LocalDay day = std::chrono::floor<days>(at);
      if (!observed.contains(day)) continue;
      ++entries;
      EXPECT_GE(at - day, hours{8}) << iso(entry.start);
      EXPECT_LT(at - day, hours{19}) << iso(entry.start);
    }
    EXPECT_GT(entries, 100);
    const int early = row.urgent.by_hour[7].raised + row.routine.by_hour[7].raised;
    EXPECT_GT(early, (row.urgent.raised + row.routine.raised) / 4) << "habits move with the clock";
    const int open_days = month == 3 ? 22 : 19;
    EXPECT_EQ(row.staff[0].scheduled, open_days * minutes{510});
  }
}

TEST(Trial, TheLogNeverClaimsAPersonInTwoPlacesNorMoreThanWasWorked) {
  const Scenario scenario = small_clinic(120);
  TrialRecord record;
  const MonthOutcome row =
      run_trial(scenario, scenario.plans[2], scenario.months[0], kLuck, {}, &record);

  std::map<StaffId, SimTime> busy_until;
  std::ranges::sort(record.log, {}, [](const rules::TimeEntry& entry) {
    return std::pair{entry.start, entry.end};
  });
  for (const rules::TimeEntry& entry : record.log) {
    EXPECT_GE(entry.start, busy_until[entry.staff]);
    busy_until[entry.staff] = std::max(busy_until[entry.staff], entry.end);
  }
  EXPECT_LE(row.credited, row.countable_worked);
  EXPECT_LE(minutes{20} * row.reached[1].everyone, row.countable_worked);
  EXPECT_LE(row.reached[1].everyone, row.live_contact.everyone);
}

TEST(Trial, TiersAreCumulativeAndCodesExclusive) {
  const Scenario scenario = small_clinic(200);
  const MonthOutcome row = run(scenario, scenario.plans[2]);

  for (std::size_t tier = 1; tier < kMinuteTiers.size(); ++tier) {
    EXPECT_LE(row.reached[tier].everyone, row.reached[tier - 1].everyone);
  }
  EXPECT_LE(row.days16, row.days2);
  const auto units = [&row](const char* code) {
    return row.codes.contains(code) ? row.codes.at(code) : 0;
  };
  EXPECT_EQ(units("99457"), row.reached[1].everyone);
  EXPECT_EQ(units("99470"), row.reached[0].everyone - row.reached[1].everyone);
  EXPECT_EQ(units("99458"), row.reached[2].everyone + row.reached[3].everyone);
  // Periods that outlived a patient's stay have codes too, and are in no share.
  const int of_who_left = units("99454") - row.days16 + units("99445") - (row.days2 - row.days16);
  EXPECT_GE(units("99454"), row.days16);
  EXPECT_GE(units("99445"), row.days2 - row.days16);
  EXPECT_GT(of_who_left, 0);
  EXPECT_LE(of_who_left, row.periods_after_leaving);
}

TEST(Trial, AVendorsPeopleCostAFeePerPatientInsteadOfWages) {
  Scenario scenario = small_clinic(60);
  const MonthOutcome own = run(scenario, scenario.plans[2]);
  const Cents wages_of_cora = Cents{static_cast<std::int64_t>(
      std::llround(to_minutes(own.staff[1].scheduled + own.staff[1].overtime) / 60 * 2125 * 1.3))};

  scenario.staff[2].vendor = true;
  scenario.economics.vendor_per_patient_month = Cents{5500};
  const MonthOutcome with_vendor = run(scenario, scenario.plans[2]);

  EXPECT_EQ(with_vendor.fingerprint, own.fingerprint);
  EXPECT_EQ(with_vendor.cost.total(),
            own.cost.total() - wages_of_cora + Cents{5500} * own.patients.everyone);
}

TEST(Trial, AClinicWithoutStaffCreditsNothing) {
  Scenario scenario = small_clinic(40);
  const MonthOutcome row = run(scenario, {.name = "nobody", .staff = {}});

  EXPECT_EQ(row.credited, SimDuration{});
  EXPECT_EQ(row.live_contact.everyone, 0);
  EXPECT_EQ(row.urgent.in_time_wall, 0);
  EXPECT_GT(row.days16, 0);  // devices report without anybody's help
}

TEST(Trial, UnlimitedStaffTouchEveryUrgentAlertInTime) {
  const Scenario scenario = small_clinic(320);
  const auto rows = replicate(scenario, unlimited_plan(scenario), 4);

  EXPECT_GT(mean(rows, [](const MonthOutcome& row) { return row.urgent.raised; }), 5);
  for (const MonthOutcome& row : rows) EXPECT_EQ(row.urgent.late_staffed(), 0);
}

TEST(Trial, AFixedPanelIsTheSamePeopleInEveryReplication) {
  Scenario scenario = small_clinic(50);
  scenario.population.panel_fixed = true;
  // Who joins and who leaves is each month's luck, not the panel's.
  scenario.population.enrolment.offers_per_month = 0;
  scenario.population.enrolment.drop_out_bands.clear();
  scenario.population.enrolment.drop_out_later = 0;
  const auto monitored_since = [&](std::uint32_t replication) {
    TrialRecord record;
    run_trial(scenario, scenario.plans[2], scenario.months[0],
              {.seed = 1, .replication = replication}, {}, &record);
    std::vector<LocalDay> since;
    for (const PatientMonth& patient : record.patients) since.push_back(patient.monitoring_from);
    return since;
  };
  EXPECT_EQ(monitored_since(0), monitored_since(1));
  scenario.population.panel_fixed = false;
  EXPECT_NE(monitored_since(0), monitored_since(1));
}

}  // namespace
}  // namespace caseload::experiment
