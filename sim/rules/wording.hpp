#pragma once

// How durations and dates are spoken in the reasons people read.

#include <string>

#include "sim/base/time.hpp"

namespace caseload::sim {

// "23 min 10 s", "20 min", "45 s", "0 min": whole seconds, rounded down, so that 19 min 59.9 s is
// never said to be 20 min. Requires: not negative.
std::string spoken(SimDuration duration);

// "1 day", "15 days".
std::string spoken_days(int count);

}  // namespace caseload::sim
