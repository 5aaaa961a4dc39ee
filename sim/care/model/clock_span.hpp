#pragma once

// Parts of a local day, and of the calendar, as files state them.

#include "sim/base/time.hpp"

namespace caseload::care {

// Clock times, minutes from a local day's midnight; from < to. What ends on the next day ends after
// 24 · 60.
struct ClockSpan {
  int from_minute = 0;
  int to_minute = 0;
  bool operator==(const ClockSpan&) const = default;
};

// Local days, both included; first ≤ last.
struct DaySpan {
  LocalDay first{};
  LocalDay last{};
  bool contains(LocalDay day) const { return first <= day && day <= last; }
  bool operator==(const DaySpan&) const = default;
};

}  // namespace caseload::care
