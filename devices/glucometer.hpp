#pragma once

// A blood glucose meter. Its error grows with the value: ISO 15197:2013 wants 95 % of readings
// within ±15 mg/dL below 100 and within ±15 % above.

#include "devices/hardware.hpp"
#include "sim/telemetry/reading.hpp"
#include "sim/telemetry/vitals.hpp"

namespace caseload::devices {

// Below this the error is the same as here; from the standard.
inline constexpr double kGlucoseNoiseFrom = 100;  // mg/dL

struct GlucometerSettings {
  double bias_sd_mg_per_dl = 3;   // of strips and hand (assumed)
  double noise_share = 0.07;      // of the value, but at least of kGlucoseNoiseFrom
  double artefact_share = 0.005;  // sugar on the finger (assumed)
  double artefact_sd_mg_per_dl = 50;
  std::int32_t resolution_mg_per_dl = 1;
};

// The settings must outlive this.
class Glucometer {
 public:
  static constexpr telemetry::DeviceKind kKind = telemetry::DeviceKind::Glucometer;

  explicit Glucometer(const GlucometerSettings& settings) : settings_(&settings) {}

  // What the display shows of the truth, by the device's own random numbers.
  telemetry::Measurement measure(const telemetry::Vitals& truth, const Hardware& hardware,
                                 std::uint32_t sequence) const;

 private:
  const GlucometerSettings* settings_;
};

}  // namespace caseload::devices
