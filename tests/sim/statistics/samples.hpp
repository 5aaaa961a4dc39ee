#pragma once

// Samples with an address for the tests of this room: the same numbers in every run, independent
// from experiment to experiment.

#include <cmath>
#include <cstdint>
#include <vector>

#include "sim/base/distributions.hpp"
#include "sim/base/random.hpp"

namespace caseload::stats {

inline RandomStream test_stream(std::uint32_t test, std::uint32_t experiment) {
  return RandomKey{.seed = 20261123, .replication = test}.stream(StreamId{"statistics_test"},
                                                                 experiment);
}

inline double normal_at(const RandomStream& stream, std::uint32_t index) {
  return normal_quantile(stream.at(index));
}

inline std::vector<double> normal_sample(const RandomStream& stream, std::uint32_t n) {
  std::vector<double> values(n);
  for (std::uint32_t i = 0; i < n; ++i) values[i] = normal_at(stream, i);
  return values;
}

// An autoregressive series of order one with innovations of variance 1, started in its steady
// state: mean 0, and the mean of n values has a variance of 1 / (n (1 − φ)²) for large n.
inline std::vector<double> autoregressive(const RandomStream& stream, std::uint32_t n, double phi) {
  std::vector<double> values(n);
  double value = normal_at(stream, n) / std::sqrt(1 - phi * phi);
  for (std::uint32_t i = 0; i < n; ++i) {
    value = phi * value + normal_at(stream, i);
    values[i] = value;
  }
  return values;
}

}  // namespace caseload::stats
