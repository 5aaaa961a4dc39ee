#pragma once

// How durations, dates and counts are spoken in the sentences people read.

#include <cstdint>
#include <string>
#include <string_view>

#include "sim/base/time.hpp"

namespace caseload {

// "23 min 10 s", "20 min", "45 s", "0 min": whole seconds, rounded down, so that 19 min 59.9 s is
// never said to be 20 min. Requires: not negative.
std::string spoken(SimDuration duration);

// "1 day", "15 days".
std::string spoken_days(int count);

std::string thousands(std::int64_t number);  // 20,000
// "1 patient", "1,234 patients"; "1 entry", "2 entries".
std::string counted(std::int64_t count, std::string_view noun);
// One of two wordings, for what depends on the count beyond its noun: "is", "are".
std::string_view by_count(std::int64_t count, std::string_view one, std::string_view many);

}  // namespace caseload
