#pragma once

// What a device measured, in the digits it sent.

#include <cstdint>
#include <variant>

#include "sim/base/ids.hpp"
#include "sim/base/time.hpp"

namespace caseload::telemetry {

struct BloodPressure {
  std::int32_t systolic_mmhg = 0;
  std::int32_t diastolic_mmhg = 0;
  std::int32_t pulse_bpm = 0;
  bool operator==(const BloodPressure&) const = default;
};
struct Weight {
  std::int32_t grams = 0;
  bool operator==(const Weight&) const = default;
};
struct Glucose {
  std::int32_t mg_per_dl = 0;
  bool operator==(const Glucose&) const = default;
};
struct Oximetry {
  std::int32_t spo2_percent = 0;
  std::int32_t pulse_bpm = 0;
  bool operator==(const Oximetry&) const = default;
};

using Measurement = std::variant<BloodPressure, Weight, Glucose, Oximetry>;

enum class DeviceKind : std::uint8_t {
  Cuff,
  Scale,
  Glucometer,
  Oximeter
};  // order of Measurement's alternatives

// Identity on the wire and in the store: (run, device, sequence). A second copy with the same
// identity is the same reading and is stored once.
struct Reading {
  PatientId patient{};
  DeviceId device{};
  std::uint32_t sequence = 0;  // per device, from 1
  SimTime taken_at;            // true simulated time of the measurement
  SimTime received_at;         // when it reached the platform; not before taken_at
  Measurement measurement;

  DeviceKind kind() const { return static_cast<DeviceKind>(measurement.index()); }
  bool operator==(const Reading&) const = default;
};

}  // namespace caseload::telemetry
