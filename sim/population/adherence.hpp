#pragma once

// On which days a patient measures.
//
// A day is either in a gap (travel, a flat battery, a hospital stay: a two-state process, nothing
// is sent) or it is not, and then luck below p decides. p falls with tenure. Every day's luck is at
// (patient, day); the state of the gap process is carried forward from a stationary start.

#include "sim/base/random.hpp"
#include "sim/population/parameters.hpp"
#include "sim/population/patient.hpp"

namespace caseload::population {

// After this tenure p falls no further (parameters.hpp).
inline constexpr int kDriftDays = 360;

// The chance to measure on a day without a gap: p less the drift, between 0 and 1.
double chance_to_measure(const AdherenceModel& model, double p, int tenure_days);

// The same on a day with a second chance, `second_chance` times as good as the first. It cannot
// help in a gap: who is in hospital, or has a flat battery, does not measure for being asked.
double chance_when_reminded(const AdherenceModel& model, double chance);

// The gap process from one day to the next, and in the long run.
struct GapProcess {
  double begins = 0;  // chance that a run begins on a day, given none the day before
  double ends = 1;    // chance that it is over on a day, given one the day before
  static GapProcess from(const AdherenceModel& model);
  double stationary() const { return begins / (begins + ends); }
};

struct MeasuringDay {
  bool in_gap = false;
  int sessions = 0;  // 0: no readings that day
};

// How far one patient's days have been lived through: all that has to be kept per patient.
struct MeasuringPath {
  std::uint32_t next_day : 24 = 0;
  std::uint32_t reminded_days : 6 = 0;  // from next_day on, with a second chance
  bool started : 1 = false;
  bool in_gap : 1 = false;
};

// The days of a panel, each patient's in order. `model` must outlive it.
class MeasuringDays {
 public:
  MeasuringDays(const AdherenceModel& model, const RandomKey& random);

  // The first day that may be asked is `from`, or the patient's first day of monitoring if later.
  static MeasuringPath begin(const Patient& patient, LocalDay from);

  // Somebody reminded the patient: it works from the next day on.
  void remind(MeasuringPath& path) const;

  // Requires: `path` is this patient's, and day is after the one last asked for. Days between are
  // passed over as if asked.
  MeasuringDay on(LocalDay day, const Patient& patient, const Condition& condition,
                  MeasuringPath& path) const;

 private:
  const AdherenceModel* model_;
  RandomKey random_;
  GapProcess gaps_;
};

// Of days on which somebody measures, the share of which at least one reading arrives: over the
// conditions, with their devices and sessions.
double arriving_share_of_days(const PopulationModel& model);

// The share of days with readings of a stationary panel, were every reading to arrive.
double measuring_share(const AdherenceModel& model, const EnrolmentModel& enrolment);

}  // namespace caseload::population
