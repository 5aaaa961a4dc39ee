#pragma once

// A cellular blood pressure cuff: systolic and diastolic pressure and pulse, in whole steps.

#include "devices/hardware.hpp"
#include "sim/telemetry/reading.hpp"
#include "sim/telemetry/vitals.hpp"

namespace caseload::devices {

struct CuffSettings {
  double bias_sd_mmhg = 4;                  // of both pressures together (assumed)
  ReadingError pressure_mmhg{4, 0.01, 20};  // ISO 81060-2 allows an SD of 8, bias included
  ReadingError pulse_bpm{3, 0.01, 15};      // assumed
  std::int32_t resolution_mmhg = 1;         // whole numbers on most
};

// The settings must outlive this.
class Cuff {
 public:
  static constexpr telemetry::DeviceKind kKind = telemetry::DeviceKind::Cuff;

  explicit Cuff(const CuffSettings& settings) : settings_(&settings) {}

  // What the display shows of the truth, by the device's own random numbers.
  telemetry::Measurement measure(const telemetry::Vitals& truth, const Hardware& hardware,
                                 std::uint32_t sequence) const;

 private:
  const CuffSettings* settings_;
};

}  // namespace caseload::devices
