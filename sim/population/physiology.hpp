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

namespace caseload::population {

inline constexpr int kMostSessionsPerDay = 8;

// What one patient carries from day to day: all that has to be kept per patient.
struct BodyState {
  std::array<double, kVitalSigns> day_effect{};  // in units of its SD
  std::uint32_t day = 0;
};

// The vital signs of all patients of one condition, each patient's in order of days.
class Physiology {
 public:
  Physiology(const PhysiologyModel& model, const RandomKey& random);

  BodyState begin(const Patient& patient, LocalDay from) const;

  // Requires: `body` is this patient's; day is not before the one last asked for (or `from`); 0 ≤
  // session < kMostSessionsPerDay. `evening`: after 15:00 local. Signs that none of the patient's
  // devices looks at are 0.
  telemetry::Vitals at(LocalDay day, int session, bool evening, const Patient& patient,
                       BodyState& body) const;

 private:
  // A share kept and the share renewed, whose squares add up to 1.
  struct Mix {
    double kept = 0;
    double fresh = 1;
    static Mix of(double correlation);
  };

  std::array<double, kVitalSigns> innovations(const RandomStream& random, std::uint32_t index,
                                              VitalSigns signs) const;
  void pass_to(std::uint32_t day, const Patient& patient, BodyState& body) const;

  // Of a patient's own SD.
  struct Shares {
    double day = 0;
    double session = 1;
  };

  RandomKey random_;
  std::array<Shares, kVitalSigns> shares_;
  std::array<Mix, kVitalSigns> from_day_to_day_;
  Mix pressures_;  // diastolic, of systolic and its own
  double evening_systolic_mmhg_;
};

// A patient's own mean and SDs of every sign its devices look at. Own means of systolic and
// diastolic are correlated as their effects are. Own SDs are gamma distributed.
std::array<OwnSign, kVitalSigns> draw_own_signs(const PhysiologyModel& model, VitalSigns signs,
                                                const RandomKey& random, PatientId id);

}  // namespace caseload::population
