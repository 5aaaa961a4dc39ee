#pragma once

// From readings and silence to alerts: the one judge, called in process by the simulation and behind
// gRPC by the reference backend.
//
// Deterministic: the same enrolments, readings and watermarks in the same order give the same alerts.
// A reading is judged when it arrives, against the limits of its patient, worst signal first. Repeats
// of the same patient and device within `join_within` of the alert that opened the window are joined to
// it, unless they are worse (urgent after review). Silence: no reading received for `silence_after`
// since the last one, or since monitoring began; one alert per spell and at most one per
// `silence_repeat`. Late readings (taken more than `stale_after` before they arrive) end a silence
// but raise nothing.

#include <map>
#include <unordered_map>
#include <vector>

#include "sim/telemetry/ports.hpp"

namespace caseload::sim {

struct AlertRuleSettings {
  SimDuration join_within = hours{20};
  SimDuration silence_after = hours{48};  // zero: silence never alerts
  SimDuration silence_repeat = days{30};
  SimDuration stale_after = hours{24};
};

// The level of one measurement against limits.
AlertLevel grade(const Measurement& measurement, const Limits& limits);

}  // namespace caseload::sim
