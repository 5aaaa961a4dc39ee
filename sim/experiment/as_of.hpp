#pragma once

// How a month that has begun would end: from the practice's real state on the morning of a day, the
// rest of the month under each plan, again and again with other luck (the same for every plan).
//
// There is no warm-up: the panel is the practice's own, with its minutes, contacts, days with
// readings and open work. What the practice did not say about a patient is drawn anew in each
// replication, given what it said (population/known_patient.hpp).

#include <array>
#include <cstdint>
#include <vector>

#include "sim/care/panel/patient_state.hpp"
#include "sim/experiment/outcome.hpp"
#include "sim/experiment/runner.hpp"
#include "sim/population/known_patient.hpp"

namespace caseload::experiment {

struct PracticeState {
  LocalDay day;  // its morning: everything before is known, nothing of it has been lived
  std::vector<population::KnownPatient> known;    // at least one
  std::vector<care::PatientState> initial_state;  // of the same patients
  CalendarMonth month() const { return month_of(day); }
};

// Of the state's patients, whether still enrolled or not: at least so many minutes and a live
// contact. Patients who join in the rest of the month cost work and are not counted.
struct MonthEnd {
  std::array<std::int32_t, kMinuteTiers.size()> reached{};
  // Of `reached`, who would not be there had everything taken its stated duration.
  std::array<std::int32_t, kMinuteTiers.size()> by_longer_minutes{};
  std::int32_t days2 = 0, days16 = 0;  // of the device periods that end from that day on
};

struct PlanEnds {
  Plan plan;
  std::vector<MonthEnd> ends;  // by replication
  // By patient: replications in which each tier was reached.
  std::vector<std::array<std::int32_t, kMinuteTiers.size()>> reached;
};

struct AsOf {
  LocalDay day;
  std::size_t patients = 0;
  std::array<std::int32_t, kMinuteTiers.size()> reached_already{};
  std::int32_t live_already = 0;
  std::int32_t periods_ending = 0;  // device periods that end from that day to the month's end
  std::vector<PlanEnds> plans;
  std::uint64_t seed = 1;
  int replications = 0;  // the same for every plan
  bool partial = false;
  std::uint64_t fingerprint = 0;
};

// `options.budget` is not looked at. Requires: the rules cover the month; the state is possible (no
// more minutes than the month has had, no more days with readings than the period).
AsOf run_as_of(const Scenario& scenario, const PracticeState& state, const std::vector<Plan>& plans,
               const RunOptions& options);

}  // namespace caseload::experiment
