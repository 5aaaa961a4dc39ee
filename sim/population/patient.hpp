#pragma once

// One patient: everything that is settled when the patient is drawn and does not change afterwards.
//
// What changes from day to day (whether a reading is taken, the vital signs, who answers the
// telephone) is computed from these traits and from luck at the patient's address.

#include <array>

#include "sim/base/ids.hpp"
#include "sim/base/time.hpp"
#include "sim/population/language.hpp"
#include "sim/population/vital_sign.hpp"

namespace caseload::population {

// A patient's own level of one vital sign and how it varies, in the sign's unit (weight: kg). Which
// part of the variance is the day's and which the session's is the model's
// (SignalModel::day_share).
struct OwnSign {
  double mean = 0;
  double within_sd = 0;
};

struct Patient {
  PatientId id{};
  std::uint16_t condition = 0;  // index into PopulationModel::conditions
  bool high_acuity = false;
  bool never_answers = false;
  bool has_caregiver = false;
  LanguageId language = kFirstLanguage;       // of conversations
  VitalSigns signs;                           // those its devices look at; the others stay 0
  LocalDay monitoring_from;                   // the first day on which it may measure
  LocalTime withdraws_at = LocalTime::max();  // leaves the programme; max: never
  double adherence = 0;          // p, the chance to measure on a day without a gap, at tenure 0
  double answers = 0;            // chance to answer a call, before the factor of the hour
  double caregiver_answers = 0;  // the same, of the caregiver where there is one
  double alert_frailty = 1;      // mean 1 over the panel
  double talk_time = 1;          // factor on the length of conversations, mean 1
  std::array<OwnSign, kVitalSigns> own;  // by VitalSign

  // Whole days since monitoring began; negative before.
  int tenure_days(LocalDay day) const { return static_cast<int>((day - monitoring_from).count()); }
};

}  // namespace caseload::population
