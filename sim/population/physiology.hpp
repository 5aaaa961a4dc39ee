#pragma once

// A patient's vital signs.
//
// Own mean + an autocorrelated day effect + white noise per session; their SDs add up to the
// patient's own within-SD. Systolic and diastolic effects are correlated. The innovations of a day
// are at (patient, day), those of a session at (patient, day, session); the day effect starts
// stationary on the first day and is carried forward.

#include <array>

#include "sim/base/random.hpp"
#include "sim/population/parameters.hpp"
#include "sim/population/patient.hpp"
#include "sim/telemetry/vitals.hpp"

namespace caseload::sim {

inline constexpr int kMostSessionsPerDay = 8;

// One patient's vital signs in order of days. The patient and the model must outlive it.
class Physiology {
 public:
  Physiology(const PhysiologyModel& model, const Patient& patient, const Luck& luck, LocalDay from);

  // Requires: day is not before the one last asked for (or `from`); 0 ≤ session <
  // kMostSessionsPerDay. `evening`: after 15:00 local. Signs that none of the patient's devices
  // looks at are 0.
  Vitals at(LocalDay day, int session, bool evening);

 private:
  void pass_to(std::uint32_t day);

  const PhysiologyModel* model_;
  const Patient* patient_;
  RandomStream day_luck_;
  RandomStream session_luck_;
  std::uint32_t day_;
  std::array<double, kVitalSigns> day_effect_{};  // in units of its SD
};

// A patient's own mean and SDs of every sign its devices look at. Own means of systolic and
// diastolic are correlated as their effects are. Own SDs are gamma distributed.
std::array<OwnSign, kVitalSigns> draw_own_signs(const PhysiologyModel& model, VitalSigns signs,
                                                const Luck& luck, PatientId id);

}  // namespace caseload::sim
