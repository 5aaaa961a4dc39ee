#pragma once

// A blood glucose meter. Its error grows with the value: ISO 15197:2013 wants 95 % of readings
// within ±15 mg/dL below 100 and within ±15 % above.

#include "devices/delivery.hpp"
#include "devices/hardware.hpp"
#include "sim/telemetry/ports.hpp"

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

// Both settings must outlive the device.
class Glucometer final : public telemetry::Device {
 public:
  Glucometer(const GlucometerSettings& settings, const DeliverySettings& delivery,
             const Hardware& hardware)
      : settings_(&settings), delivery_(&delivery), hardware_(hardware) {}

  DeviceId id() const override { return hardware_.id(); }
  telemetry::DeviceKind kind() const override { return telemetry::DeviceKind::Glucometer; }
  Deliveries measure(const telemetry::Vitals& truth, SimTime at,
                     std::uint32_t sequence) const override;

 private:
  const GlucometerSettings* settings_;
  const DeliverySettings* delivery_;
  Hardware hardware_;
};

}  // namespace caseload::devices
