#include "sim/statistics/bootstrap_t.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/statistics/mean_interval.hpp"
#include "sim/statistics/tally.hpp"

namespace caseload::stats {

namespace {

constexpr StreamId kResample{"statistics.bootstrap_t"};  // entity: resample; index: block of four

Tally tally_of(std::span<const double> values) {
  Tally tally;
  for (const double value : values) tally.add(value);
  return tally;
}

Tally resampled(std::span<const double> values, const RandomStream& draws) {
  const auto n = static_cast<double>(values.size());
  Tally tally;
  for (std::size_t i = 0; i < values.size(); ++i) {
    // 32 bits do for choosing among fewer than a million.
    const double u = draws.four_at(static_cast<std::uint32_t>(i / 4))[i % 4];
    tally.add(values[static_cast<std::size_t>(u * n)]);
  }
  return tally;
}

// A resample of equal values knows no error of its own: its t is as far out as its mean says.
double studentised(double distance, double standard_error) {
  if (standard_error > 0) return distance / standard_error;
  return distance == 0 ? 0 : std::copysign(std::numeric_limits<double>::infinity(), distance);
}

}  // namespace

double skewness(std::span<const double> values) {
  CASELOAD_CHECK(!values.empty(), "the skewness of nothing was asked for");
  const Tally tally = tally_of(values);
  const auto n = static_cast<double>(tally.count());
  double squares = 0, cubes = 0;
  for (const double value : values) {
    const double apart = value - tally.mean();
    squares += apart * apart;
    cubes += apart * apart * apart;
  }
  return squares == 0 ? 0 : std::sqrt(n) * cubes / std::pow(squares, 1.5);
}

Interval bootstrap_t_interval(std::span<const double> values, double confidence,
                              const RandomKey& random, int resamples) {
  const Tally sample = tally_of(values);
  const Interval student = student_interval(sample, confidence);
  // The k-th smallest of B leaves k / (B + 1) below it.
  const auto tail = static_cast<std::size_t>((resamples + 1) * (1 - confidence) / 2 + 1e-9);
  CASELOAD_CHECK(tail >= 1, "too few resamples for this confidence");
  if (sample.variance() == 0) return student;

  std::vector<double> t(static_cast<std::size_t>(resamples));
  for (std::size_t i = 0; i < t.size(); ++i) {
    const Tally resample =
        resampled(values, random.stream(kResample, static_cast<std::uint32_t>(i)));
    t[i] = studentised(resample.mean() - sample.mean(), resample.standard_error());
  }
  std::ranges::sort(t);
  const double low = t[tail - 1];
  const double high = t[t.size() - tail];
  if (std::isinf(low) || std::isinf(high)) return student;
  return {.low = sample.mean() - high * sample.standard_error(),
          .high = sample.mean() - low * sample.standard_error()};
}

Interval interval_of_mean(std::span<const double> values, double confidence,
                          const RandomKey& random) {
  if (values.size() < 100 && std::abs(skewness(values)) > 1) {
    return bootstrap_t_interval(values, confidence, random);
  }
  return student_interval(tally_of(values), confidence);
}

}  // namespace caseload::stats
