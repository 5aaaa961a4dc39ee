#pragma once

// Sets of vital signs: those that a kind of device, or a patient's devices, look at.

#include <array>
#include <cstdint>
#include <initializer_list>

#include "sim/population/parameters.hpp"
#include "sim/telemetry/reading.hpp"
#include "sim/telemetry/signals.hpp"

namespace caseload::population {

using VitalSign = telemetry::SignalKind;
inline constexpr std::size_t kVitalSigns = telemetry::kSignals;

constexpr std::size_t index_of(VitalSign sign) { return static_cast<std::size_t>(sign); }

// A set of vital signs.
class VitalSigns {
 public:
  constexpr VitalSigns() = default;
  constexpr VitalSigns(std::initializer_list<VitalSign> signs) {
    for (const VitalSign sign : signs) add(sign);
  }
  constexpr void add(VitalSign sign) { bits_ |= static_cast<std::uint8_t>(1U << index_of(sign)); }
  constexpr VitalSigns& operator|=(VitalSigns other) {
    bits_ |= other.bits_;
    return *this;
  }
  constexpr bool has(VitalSign sign) const { return (bits_ >> index_of(sign) & 1U) != 0; }
  constexpr bool overlaps(VitalSigns other) const { return (bits_ & other.bits_) != 0; }
  bool operator==(const VitalSigns&) const = default;

 private:
  std::uint8_t bits_ = 0;
};

constexpr VitalSigns signs_of(telemetry::DeviceKind kind) {
  VitalSigns signs;
  for (const telemetry::DeviceSignal& sent : telemetry::device_info(kind).signals())
    signs.add(sent.signal);
  return signs;
}

inline VitalSigns signs_of(const Condition& condition) {
  VitalSigns signs;
  for (const telemetry::DeviceKind kind : condition.devices) signs |= signs_of(kind);
  return signs;
}

inline const SignalModel& model_of(const PhysiologyModel& model, VitalSign sign) {
  switch (sign) {
    case VitalSign::Systolic:
      return model.systolic_mmhg;
    case VitalSign::Diastolic:
      return model.diastolic_mmhg;
    case VitalSign::Pulse:
      return model.pulse_bpm;
    case VitalSign::Weight:
      return model.weight_kg;
    case VitalSign::Glucose:
      return model.glucose_mg_per_dl;
    case VitalSign::Spo2:
      break;
  }
  return model.spo2_percent;
}

}  // namespace caseload::population
