#pragma once

// Minutes available against minutes wanted, from means alone: what `check` prints before anything
// is simulated.
//
// What is wanted is what staff without limit would do: within a few per cent of that plan's hours
// on every scenario of the library (tests/scenarios/library/workload_test.cpp). An estimate, not a
// bound: it knows no variation, no queues and no shift ends, and leaves out alerts of rising
// weight.

#include <string>
#include <vector>

#include "sim/experiment/scenario.hpp"

namespace caseload::experiment {

// One source of work, per patient and 30 days.
struct WorkSource {
  std::string name;
  double times = 0;
  double minutes_each = 0;
  bool counts = false;  // towards the 20 minutes, under the rule set of the month

  double minutes() const { return times * minutes_each; }
};
struct Workload {
  std::vector<WorkSource> sources;
  double minutes_per_patient = 0;    // all of them
  double countable_per_patient = 0;  // those that count; before what is never logged
  double live_contacts = 0;          // conversations per patient
  double patients = 0;               // expected, over the month's days
  double patient_months = 0;         // of 30 days, of all of them in the month
  double hours() const { return minutes_per_patient / 60 * patient_months; }
};
Workload estimate_workload(const Scenario& scenario, CalendarMonth month);

// One person's hours, cut into duties as the simulation does it: RPM = (scheduled − breaks − huddle
// − in-basket) × the day's share for RPM. A week is one without a holiday or a change of the clock.
// A month is that of the calendar, with both, from its first midnight to its last: of a night
// across either, what lies within.
struct PersonHours {
  double scheduled_week = 0;
  double breaks_week = 0;
  double other_week = 0;  // huddle and in-basket
  double rpm_week = 0;
  double rpm_month = 0;   // while employed, less dated absence, expected leave and sickness
  double done_month = 0;  // the same, at the person's speed: the work of so many usual hours
};
PersonHours person_hours(const care::StaffMember& person, CalendarMonth month,
                         const ZoneTable& zone, const Holidays& holidays);

// For RPM, in the shifts that begin on days in [first, end), were the person never sick nor on
// leave that has no dates.
double rpm_hours_between(const care::StaffMember& person, LocalDay first, LocalDay end,
                         const ZoneTable& zone, const Holidays& holidays);

struct PlanLoad {
  std::string plan;
  double rpm_hours = 0;     // available in the month, all persons, weighted by speed
  double wanted_hours = 0;  // the whole panel's work
  double load() const { return wanted_hours / rpm_hours; }
};
// Requires: the plan has staff of its own (not `unlimited`).
PlanLoad plan_load(const Scenario& scenario, const Plan& plan, CalendarMonth month);

// The scenario's month in which the plan's load is highest; of equals the first.
struct HeaviestMonth {
  CalendarMonth month;
  PlanLoad load;
};
HeaviestMonth heaviest_month(const Scenario& scenario, const Plan& plan);

}  // namespace caseload::experiment
