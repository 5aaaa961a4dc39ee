#pragma once

// When a patient's reading asks for attention. Set per patient by the care team, registered with
// the platform before the first reading; no platform can alert without them.

#include <cstdint>
#include <limits>

namespace caseload::telemetry {

// A value ≤ low or ≥ high is outside. The defaults never alert.
struct Band {
  std::int32_t low = std::numeric_limits<std::int32_t>::min();
  std::int32_t high = std::numeric_limits<std::int32_t>::max();

  constexpr bool outside(std::int32_t value) const { return value <= low || value >= high; }
  bool operator==(const Band&) const = default;
};

// `review` outside: somebody looks the same day. `urgent` outside: somebody looks now.
struct SignalLimits {
  Band review;
  Band urgent;
  bool operator==(const SignalLimits&) const = default;
};

struct Limits {
  SignalLimits systolic_mmhg;
  SignalLimits diastolic_mmhg;
  SignalLimits weight_grams;
  SignalLimits glucose_mg_per_dl;
  SignalLimits spo2_percent;
  SignalLimits pulse_bpm;
  bool operator==(const Limits&) const = default;
};

}  // namespace caseload::telemetry
