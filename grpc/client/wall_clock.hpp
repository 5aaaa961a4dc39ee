#pragma once

// The clock of the machine: monotonic, in nanoseconds.

#include "sim/base/clock.hpp"

namespace caseload::wire {

class WallClock final : public Clock {
 public:
  Moment now() const override;
  void sleep_until(Moment until) override;
};

// The one that everybody means who names no other.
Clock& wall_clock();

}  // namespace caseload::wire
