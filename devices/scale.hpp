#pragma once

// A weight scale, in whole steps of its display.

#include "devices/delivery.hpp"
#include "devices/hardware.hpp"
#include "sim/telemetry/ports.hpp"

namespace caseload::devices {

struct ScaleSettings {
  double bias_sd_grams = 200;                   // floor and calibration (assumed)
  ReadingError weight_grams{150, 0.005, 2000};  // ±0.1–0.2 kg (assumed), artefacts assumed
  std::int32_t resolution_grams = 100;          // what most displays show
};

// Both settings must outlive the device.
class Scale final : public telemetry::Device {
 public:
  Scale(const ScaleSettings& settings, const DeliverySettings& delivery, const Hardware& hardware)
      : settings_(&settings), delivery_(&delivery), hardware_(hardware) {}

  DeviceId id() const override { return hardware_.id(); }
  telemetry::DeviceKind kind() const override { return telemetry::DeviceKind::Scale; }
  Deliveries measure(const telemetry::Vitals& truth, SimTime at,
                     std::uint32_t sequence) const override;

 private:
  const ScaleSettings* settings_;
  const DeliverySettings* delivery_;
  Hardware hardware_;
};

}  // namespace caseload::devices
