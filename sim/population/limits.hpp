#pragma once

// Where a patient's limits lie: on what the device shows of this patient, so that a wanted number
// of readings falls outside.
//
// Given the patient's own mean and SD, the device's bias, noise and artefacts, readings are a
// mixture of normals; the limits are its quantiles. The number of alerts wanted per measuring day
// is spread equally over the patient's devices and, per device, over the sides that matter:
//
//   cuff        systolic: 85 % high, 15 % low (assumed). Diastolic and pulse stay open: one judged
//               signal per device keeps the expected count exact.
//   scale       high only: fluid is gained (domain.md, 3.4)
//   glucometer  80 % high, 20 % low (assumed)
//   oximeter    saturation, low only
//
// Limits are whole steps of the device. Of the two steps around the wanted quantile one is drawn,
// with the chance that makes the expected number of alerts exact.
//
// Approximations: alerts of one device within the join window (about a day) count as one, which for
// s sessions a day is taken as s q / (1 + (s − 1) c), where q is the chance that a reading is
// outside and c that of another one of the same day, given the first; sessions after the first are
// evening sessions.

#include "sim/base/random.hpp"
#include "sim/population/parameters.hpp"
#include "sim/population/patient.hpp"

namespace caseload::sim {

// No device alerts more often than this per measuring day, whatever the frailty (assumed).
inline constexpr double kMostAlertsPerMeasuringDay = 0.9;

// Over the whole panel.
struct AlertTarget {
  double reading_alerts_per_month = 0;  // per patient and 30 days, expected, ≥ 0
  double urgent_share = 0;              // of those
};

// The limits of one patient. `alerts_per_measuring_day` is this patient's, over all devices: target
// × frailty ÷ the measuring days of the panel's mean patient. (Not of this patient's own: who
// measures half as often alerts half as often.) `luck` is that under which the devices are made.
Limits limits_for(const Patient& patient, const Condition& condition, const DeviceNoise& noise,
                  double alerts_per_measuring_day, double urgent_share, const Luck& luck);

}  // namespace caseload::sim
