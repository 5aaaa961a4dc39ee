#pragma once

// A fingertip pulse oximeter: saturation and pulse, in whole steps.

#include "devices/hardware.hpp"
#include "sim/telemetry/reading.hpp"
#include "sim/telemetry/vitals.hpp"

namespace caseload::devices {

struct OximeterSettings {
  double bias_sd_percent = 1.2;             // with the noise an A_rms of 2; FDA: 2–3 %
  ReadingError spo2_percent{1.6, 0.01, 5};  // artefacts (cold fingers, nail varnish) assumed
  ReadingError pulse_bpm{3, 0.01, 15};      // as the cuff
  std::int32_t resolution_percent = 1;
};

// The settings must outlive this.
class Oximeter {
 public:
  static constexpr telemetry::DeviceKind kKind = telemetry::DeviceKind::Oximeter;

  explicit Oximeter(const OximeterSettings& settings) : settings_(&settings) {}

  // What the display shows of the truth, by the device's own random numbers.
  telemetry::Measurement measure(const telemetry::Vitals& truth, const Hardware& hardware,
                                 std::uint32_t sequence) const;

 private:
  const OximeterSettings* settings_;
};

}  // namespace caseload::devices
