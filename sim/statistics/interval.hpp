#pragma once

// A closed range of values, low ≤ high. What it covers, and how surely, is said by who made it.

namespace caseload::stats {

struct Interval {
  double low = 0;
  double high = 0;

  bool contains(double value) const { return low <= value && value <= high; }
};

}  // namespace caseload::stats
