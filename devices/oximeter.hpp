#pragma once

// A fingertip pulse oximeter: saturation and pulse, in whole steps.

#include "devices/delivery.hpp"
#include "devices/hardware.hpp"
#include "sim/telemetry/ports.hpp"

namespace caseload::devices {

struct OximeterSettings {
  double bias_sd_percent = 1.2;             // with the noise an A_rms of 2; FDA: 2–3 %
  ReadingError spo2_percent{1.6, 0.01, 5};  // artefacts (cold fingers, nail varnish) assumed
  ReadingError pulse_bpm{3, 0.01, 15};      // as the cuff
  std::int32_t resolution_percent = 1;
};

// Both settings must outlive the device.
class Oximeter final : public telemetry::Device {
 public:
  Oximeter(const OximeterSettings& settings, const DeliverySettings& delivery,
           const Hardware& hardware)
      : settings_(&settings), delivery_(&delivery), hardware_(hardware) {}

  DeviceId id() const override { return hardware_.id(); }
  telemetry::DeviceKind kind() const override { return telemetry::DeviceKind::Oximeter; }
  Deliveries measure(const telemetry::Vitals& truth, SimTime at,
                     std::uint32_t sequence) const override;

 private:
  const OximeterSettings* settings_;
  const DeliverySettings* delivery_;
  Hardware hardware_;
};

}  // namespace caseload::devices
