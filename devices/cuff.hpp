#pragma once

// A cellular blood pressure cuff: systolic and diastolic pressure and pulse, in whole steps.

#include "devices/delivery.hpp"
#include "devices/hardware.hpp"
#include "sim/telemetry/ports.hpp"

namespace caseload::devices {

struct CuffSettings {
  double bias_sd_mmhg = 4;                  // of both pressures together (domain.md, 3.2)
  ReadingError pressure_mmhg{4, 0.01, 20};  // domain.md, 3.2: noise about 4, artefacts 0.5–2 %
  ReadingError pulse_bpm{3, 0.01, 15};      // domain.md, 3.1: ±3 bpm; artefacts assumed
  std::int32_t resolution_mmhg = 1;         // devices.md, 1.4: whole numbers on most
};

// Both settings must outlive the device.
class Cuff final : public sim::Device {
 public:
  Cuff(const CuffSettings& settings, const DeliverySettings& delivery, const Hardware& hardware)
      : settings_(&settings), delivery_(&delivery), hardware_(hardware) {}

  sim::DeviceId id() const override { return hardware_.id(); }
  sim::DeviceKind kind() const override { return sim::DeviceKind::Cuff; }
  Deliveries measure(const sim::Vitals& truth, sim::SimTime at,
                     std::uint32_t sequence) const override;

 private:
  const CuffSettings* settings_;
  const DeliverySettings* delivery_;
  Hardware hardware_;
};

}  // namespace caseload::devices
