#pragma once

// Exponential delays: the gaps and services of textbook lines.
//
//   DrawsAhead gaps(luck, kGap, Exponential(1.25));
//   co_await simulation.after(gaps.next());

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "sim/base/check.hpp"
#include "sim/base/logarithm.hpp"
#include "sim/base/time.hpp"

namespace caseload {

class Exponential {
 public:
  // Requires: 0 < mean_minutes ≤ a million (two years): the longest delay is 37 times as long.
  explicit Exponential(double mean_minutes) : microseconds_(-60e6 * mean_minutes) {
    CASELOAD_CHECK(mean_minutes > 0 && mean_minutes <= 1e6, "a mean delay is out of range");
  }

  // The delay at this place of its distribution, to the nearest microsecond. `u`: an open_uniform
  // (random.hpp), of which 1 − u is exact.
  SimDuration operator()(double u) const {
    // Added to 1½ · 2^52, a number loses its fraction; the last bits are those of the integer.
    constexpr double kUnit = 0x1.8p52;
    const double delay = microseconds_ * natural_logarithm(1 - u) + kUnit;
    return SimDuration{std::bit_cast<std::int64_t>(delay) - std::bit_cast<std::int64_t>(kUnit)};
  }

  // The same of many at once, side by side in vector registers.
  template <std::size_t N>
  std::array<SimDuration, N> operator()(const std::array<double, N>& uniforms) const {
    std::array<SimDuration, N> delays;
    for (std::size_t i = 0; i < N; ++i) delays[i] = (*this)(uniforms[i]);
    return delays;
  }

 private:
  double microseconds_;  // the mean, negative
};

}  // namespace caseload
