#pragma once

// The people who may be in the programme: draws patients, each once, each at its own address.
//
// The same patient number is the same person whatever the plan, the order of drawing and the other
// patients. Read-only after construction and safe to share between threads.

#include "sim/base/random.hpp"
#include "sim/population/known_patient.hpp"
#include "sim/population/limits.hpp"
#include "sim/population/parameters.hpp"
#include "sim/population/patient.hpp"

namespace caseload::population {

// What the clinic's parameters say about its patients.
struct ClinicTraits {
  double high_acuity_share = 0;
  double talk_time_sd = 0;  // of the logarithm
  AlertTarget alerts;
};

class Cohort {
 public:
  // `model` must outlive the cohort.
  Cohort(const PopulationModel& model, const ClinicTraits& clinic);

  // A member of the panel on `start`: has been monitored for a while, and is still enrolled.
  Patient member(const RandomKey& random, PatientId id, LocalDay start) const;
  // A member the practice knows: what it does not know is drawn given what it does. `start` is the
  // morning on which it is known.
  Patient known_member(const RandomKey& random, PatientId id, LocalDay start,
                       const KnownPatient& known) const;
  // A member whose past is known: monitored from a day on, who leaves so many days after another.
  Patient member_since(const RandomKey& random, PatientId id, LocalDay monitoring_from,
                       LocalDay stays_from, double days_left) const;
  // Somebody whose monitoring begins on `monitoring_from`.
  Patient joiner(const RandomKey& random, PatientId id, LocalDay monitoring_from) const;

  // Which language a patient speaks, whether or not the patient has been drawn.
  LanguageId language_of(const RandomKey& random, PatientId id) const;
  // The same of whoever is made the offer of this number and declines it.
  LanguageId language_of_decliner(const RandomKey& random, std::uint32_t offer) const;

  // With a fixed panel who the patients are is drawn once for all replications; what happens to
  // them
  // (`luck`) is not.
  RandomKey panel_random(const RandomKey& random) const;

  // What the care team sets for this patient and the platform is told once. `luck` is that under
  // which the patient was drawn and the devices are made.
  telemetry::Limits limits(const RandomKey& random, const Patient& patient) const;

  const PopulationModel& model() const { return *model_; }
  const Condition& condition_of(const Patient& patient) const {
    return model_->conditions[patient.condition];
  }
  // Days with readings a patient of the stationary panel has in 30, in the mean.
  double measuring_days_per_month() const { return measuring_days_; }

 private:
  Patient person(const RandomKey& random, PatientId id, const KnownPatient* known = nullptr) const;

  const PopulationModel* model_;
  ClinicTraits clinic_;
  double measuring_days_;
  double raised_alerts_;        // by readings, per patient and 30 days
  double urgent_share_raised_;  // of these; urgent alerts are never suppressed
};

}  // namespace caseload::population
