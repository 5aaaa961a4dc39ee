#pragma once

// A weight scale, in whole steps of its display.

#include "devices/hardware.hpp"
#include "sim/telemetry/reading.hpp"
#include "sim/telemetry/vitals.hpp"

namespace caseload::devices {

struct ScaleSettings {
  double bias_sd_grams = 200;                   // floor and calibration (assumed)
  ReadingError weight_grams{150, 0.005, 2000};  // ±0.1–0.2 kg (assumed), artefacts assumed
  std::int32_t resolution_grams = 100;          // what most displays show
};

// The settings must outlive this.
class Scale {
 public:
  static constexpr telemetry::DeviceKind kKind = telemetry::DeviceKind::Scale;

  explicit Scale(const ScaleSettings& settings) : settings_(&settings) {}

  // What the display shows of the truth, by the device's own random numbers.
  telemetry::Measurement measure(const telemetry::Vitals& truth, const Hardware& hardware,
                                 std::uint32_t sequence) const;

 private:
  const ScaleSettings* settings_;
};

}  // namespace caseload::devices
