#pragma once

// What makes a clinician look: a reading outside the patient's limits, a trend, or silence.

#include <compare>
#include <cstdint>

#include "sim/base/ids.hpp"
#include "sim/base/time.hpp"

namespace caseload::telemetry {

enum class AlertKind : std::uint8_t { Reading, Silence, Trend };
enum class AlertLevel : std::uint8_t { None, Review, Urgent };

// Ordered by (raised_at, patient, device, sequence), the order in which alerts are handed on.
struct Alert {
  SimTime raised_at;
  PatientId patient{};
  DeviceId
      device{};  // of the reading; for silence, of the last reading heard (or the first device)
  std::uint32_t sequence =
      0;  // of the reading; for silence, of the last reading heard (0: none yet)
  AlertKind kind = AlertKind::Reading;
  AlertLevel level = AlertLevel::Review;
  bool suppressed = false;  // by the rules, as it was raised: counted, and nobody's work

  friend auto operator<=>(const Alert&, const Alert&) = default;
};

}  // namespace caseload::telemetry
