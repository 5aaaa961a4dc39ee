#pragma once

// One patient's days and vital signs, with what the clinic keeps per patient inside.

#include "sim/population/adherence.hpp"
#include "sim/population/physiology.hpp"

namespace caseload::population {

// Everything referred to must outlive it.
class OnePatientsDays {
 public:
  OnePatientsDays(const AdherenceModel& model, const Condition& condition, const Patient& patient,
                  const RandomKey& random, LocalDay from)
      : days_(model, random),
        patient_(&patient),
        condition_(&condition),
        path_(MeasuringDays::begin(patient, from)) {}

  MeasuringDay on(LocalDay day) { return days_.on(day, *patient_, *condition_, path_); }

 private:
  MeasuringDays days_;
  const Patient* patient_;
  const Condition* condition_;
  MeasuringPath path_;
};

// The patient must outlive it.
class OnePatientsBody {
 public:
  OnePatientsBody(const PhysiologyModel& model, const Patient& patient, const RandomKey& random,
                  LocalDay from)
      : physiology_(model, random), patient_(&patient), state_(physiology_.begin(patient, from)) {}

  telemetry::Vitals at(LocalDay day, int session, bool evening) {
    return physiology_.at(day, session, evening, *patient_, state_);
  }

 private:
  Physiology physiology_;
  const Patient* patient_;
  BodyState state_;
};

}  // namespace caseload::population
