#pragma once

// A cellular blood pressure cuff: systolic and diastolic pressure and pulse, in whole steps.

#include "devices/delivery.hpp"
#include "devices/hardware.hpp"
#include "sim/telemetry/ports.hpp"

namespace caseload::devices {

struct CuffSettings {
  double bias_sd_mmhg = 4;                  // of both pressures together (assumed)
  ReadingError pressure_mmhg{4, 0.01, 20};  // ISO 81060-2 allows an SD of 8, bias included
  ReadingError pulse_bpm{3, 0.01, 15};      // assumed
  std::int32_t resolution_mmhg = 1;         // whole numbers on most
};

// Both settings must outlive the device.
class Cuff final : public telemetry::Device {
 public:
  Cuff(const CuffSettings& settings, const DeliverySettings& delivery, const Hardware& hardware)
      : settings_(&settings), delivery_(&delivery), hardware_(hardware) {}

  DeviceId id() const override { return hardware_.id(); }
  telemetry::DeviceKind kind() const override { return telemetry::DeviceKind::Cuff; }
  Deliveries measure(const telemetry::Vitals& truth, SimTime at,
                     std::uint32_t sequence) const override;

 private:
  const CuffSettings* settings_;
  const DeliverySettings* delivery_;
  Hardware hardware_;
};

}  // namespace caseload::devices
