#pragma once

// A patient of whom the practice knows something, on the morning of some day.
//
// What is known is kept. What is not is drawn as of any patient, given what is known: somebody with
// one day of readings in three weeks is hardly somebody who measures daily, and who has been rung
// four times in vain may never answer.

#include <optional>

#include "sim/base/random.hpp"
#include "sim/population/parameters.hpp"

namespace caseload::population {

struct KnownPatient {
  std::optional<std::uint16_t> condition;  // index into PopulationModel::conditions
  std::optional<bool> high_acuity;
  std::optional<double> high_acuity_chance;  // where that is not known; absent: as of anybody
  std::optional<LocalDay> monitoring_from;
  LocalDay period_from;         // of the device period under way; not after that morning
  int reading_days = 0;         // in it, before that morning
  bool live_contact = false;    // in this calendar month
  std::optional<int> attempts;  // calls placed in it
  std::optional<int> alerts;    // raised by readings in it
};

// p, the chance to measure at tenure 0: its Beta given so many days with readings of so many, the
// last of which had this tenure. By cells of beta_grid. Requires: 0 ≤ reading_days ≤ days.
double adherence_given(const AdherenceModel& model, int reading_days, int days, int tenure_days,
                       double u);

// Alerts concentrate in few: a patient's own factor on their rate is gamma with mean 1, and given
// so many where so many were to be expected it is gamma again.
struct GammaShape {
  double shape = 1;
  double scale = 1;
};
GammaShape frailty_given(double shape, int alerts, double expected_alerts);

// The chance that so many days hold a silence: so many of them in a row without a reading, or one
// fewer and the next reading late in its day (taken as half of them). `daily`: the chance of a day
// with readings, each day by itself.
double chance_of_a_silence(double daily, int silent_days, int days);

// Who answers: given a live contact, or so many calls in vain, in which no caregiver answered
// either.
struct KnownReach {
  double never_share = 0;
  BetaShape answers;
  double caregiver_share = 0;
  BetaShape caregiver_answers;
};
KnownReach reach_of_anybody(const ReachModel& model);
KnownReach reach_given(const ReachModel& model, const KnownPatient& known);

}  // namespace caseload::population
