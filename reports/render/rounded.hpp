#pragma once

// How numbers are written where programs read them: rounded once, so that the last bits of a sum
// are never in a file.

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

namespace caseload::reports {

// Six significant digits are more than any simulation knows.
inline double six_digits(double value) {
  return std::strtod(fmt::format("{:.5e}", value).c_str(), nullptr);
}
inline double cents(double usd) { return std::round(usd * 100) / 100; }

}  // namespace caseload::reports
