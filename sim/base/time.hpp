#pragma once

// Simulated time: integer microseconds, so that it is exact, orderable and never drifts.
//
// A SimTime is an instant in UTC. What the practice's wall clock shows is a LocalTime; only a
// ZoneTable (zone_table.hpp) turns one into the other.

#include <chrono>
#include <cmath>
#include <cstdint>
#include <string>

#include "sim/base/check.hpp"

namespace caseload {

using SimDuration = std::chrono::microseconds;
using SimTime = std::chrono::sys_time<SimDuration>;
using LocalTime = std::chrono::local_time<SimDuration>;
using LocalDay = std::chrono::local_days;

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// Days since 1970-01-01 on the local calendar; the number by which luck is addressed per day.
constexpr std::uint32_t day_number(LocalDay day) {
  return static_cast<std::uint32_t>(day.time_since_epoch().count());
}

// From a floating number of minutes, to the nearest microsecond. Requires: |value| < 1e9.
inline SimDuration from_minutes(double value) {
  CASELOAD_CHECK(std::abs(value) < 1e9, "a duration in minutes is out of range");
  return SimDuration{std::llrint(value * 60e6)};
}
constexpr double to_minutes(SimDuration duration) {
  return static_cast<double>(duration.count()) / 60e6;
}

std::string iso(SimTime time);         // 2026-03-01T13:00:00Z
std::string iso(LocalDay day);         // 2026-03-01
std::string clock_face(LocalTime at);  // 08:05

}  // namespace caseload
