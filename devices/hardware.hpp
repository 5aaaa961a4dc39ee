#pragma once

// What every piece of emulated hardware knows about itself, and how it errs.

#include <array>

#include "sim/base/ids.hpp"
#include "sim/base/random.hpp"
#include "sim/telemetry/reading.hpp"
#include "sim/telemetry/signals.hpp"

namespace caseload::devices {

class Hardware {
 public:
  Hardware(telemetry::DeviceKind kind, PatientId patient, DeviceId id, const RandomKey& random);

  PatientId patient() const { return patient_; }
  DeviceId id() const { return id_; }
  // Standard normal: times a signal's bias SD it is this device's bias.
  double bias() const { return bias_; }
  // The four draws for the error of one measurement, and those for its delivery.
  std::array<double, 4> error_random(std::uint32_t sequence) const;
  std::array<double, 4> delivery_random(std::uint32_t sequence) const;

 private:
  RandomKey random_;
  PatientId patient_;
  DeviceId id_;
  double bias_;
};

// A per-reading error: normal, and for a share of the readings (a loose cuff, talking, somebody
// else on the scale) much wider. In the unit of the signal.
struct ReadingError {
  double noise_sd = 0;
  double artefact_share = 0;
  double artefact_sd = 0;

  double draw(double artefact_random, double noise_random) const;
};

// A signal's value as the display shows it: to the nearest step, then into the signal's range, in
// the numbers of a reading. Requires: step > 0, and the ends of the range are whole steps.
std::int32_t shown(telemetry::SignalKind signal, double value, std::int32_t step);

}  // namespace caseload::devices
