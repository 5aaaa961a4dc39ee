#pragma once

// An interval of the mean for skewed values: a few terrible months among many good ones.
//
// Student's interval is symmetric, and misses too often on the long side when fewer than about a
// hundred values are skewed. The bootstrap-t learns the shape of the error from the sample itself:
// it resamples, studentises each resample, and takes the quantiles of what it sees in place of
// Student's (Efron 1981; Hall 1988). Its draws have addresses: the same sample and the same luck
// give the same interval.

#include <span>

#include "sim/base/random.hpp"
#include "sim/statistics/interval.hpp"

namespace caseload::stats {

// The third standardised moment, g1 = m3 / m2^1.5: 0 for symmetric values, 2 for exponential ones.
// 0 where all are equal. Requires: not empty.
double skewness(std::span<const double> values);

// [mean − t*(high) · s/√n, mean − t*(low) · s/√n]. Falls back on Student's interval where so many
// resamples are constant that a bound would be infinite. Requires: at least two values, 0 <
// confidence < 1, resamples enough for the confidence: (resamples + 1) · (1 − confidence) ≥ 2.
Interval bootstrap_t_interval(std::span<const double> values, double confidence,
                              const RandomKey& random, int resamples = 1999);

// What to use when nobody has looked at the values: the bootstrap-t where they are fewer than 100
// and their |skewness| is above 1, else Student's interval. The same requirements.
Interval interval_of_mean(std::span<const double> values, double confidence,
                          const RandomKey& random);

}  // namespace caseload::stats
