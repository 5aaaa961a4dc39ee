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
//   scale       high only: fluid is gained (ESC heart failure guideline: > 2 kg in 3 days)
//   glucometer  80 % high, 20 % low (assumed)
//   oximeter    saturation, low only
//
// Limits are whole steps of the device. Of the two steps around the wanted quantile one is drawn,
// with the chance that makes the expected number of alerts exact.
//
// Approximations. Alerts of one device within the join window (about a day) count as one: of the
// readings outside, a share 1 − k c / (1 + k d) opens a window, where k neighbours fall into it, c
// is the chance that one of them is outside, given the first, and d that of a further one, given
// two. The second session of a day is the evening's. Noise in proportion to the value is taken at
// the limit.

#include "sim/base/random.hpp"
#include "sim/base/time.hpp"
#include "sim/population/parameters.hpp"
#include "sim/population/patient.hpp"
#include "sim/telemetry/limits.hpp"

namespace caseload::population {

// No device alerts more often than this per measuring day, whatever the frailty (assumed).
inline constexpr double kMostAlertsPerMeasuringDay = 0.9;

// Over the whole panel.
struct AlertTarget {
  double reading_alerts_per_month = 0;  // for people, per patient and 30 days, expected, ≥ 0
  double urgent_share = 0;              // of those
  SimDuration known_for{};  // the rules suppress repeats for so long (alert_suppression.hpp)
};

// The limits of one patient. `alerts_per_measuring_day` is this patient's, over all devices: target
// × frailty ÷ the measuring days of the panel's mean patient. (Not of this patient's own: who
// measures half as often alerts half as often.) `luck` is that under which the devices are made.
telemetry::Limits limits_for(const Patient& patient, const Condition& condition,
                             const DeviceNoise& noise, double alerts_per_measuring_day,
                             double urgent_share, const RandomKey& random);

}  // namespace caseload::population
