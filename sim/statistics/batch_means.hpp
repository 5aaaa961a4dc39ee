#pragma once

// The mean of one long run in the steady state, and how well it is known.
//
// Neighbouring observations of one run resemble each other, and an interval over them as if they
// were independent would be far too narrow. Means of long batches are nearly independent: the
// interval is taken over these (Conway 1963; Law 2015, §9.5.3). Cut the warm-up off first
// (mser.hpp).

#include <cstddef>
#include <span>
#include <vector>

#include "sim/statistics/interval.hpp"

namespace caseload::stats {

// Of consecutive batches of this length; a last incomplete one is left out. Requires: batch ≥ 1.
std::vector<double> means_of_batches(std::span<const double> series, std::size_t batch);

// r1 = Σ (x_i − mean)(x_{i+1} − mean) / Σ (x_i − mean)². 0 where all are equal. Requires: not
// empty.
double lag_one_correlation(std::span<const double> values);

struct BatchMeans {
  double mean = 0;
  Interval interval;  // Student's over the batches
  double lag_one = 0;
  // The batch means still resemble their neighbours more than 19 of 20 independent series would, by
  // von Neumann's ratio (1941; Fishman 1978 for batches): the interval is too narrow; run longer.
  bool correlated = false;
};

// From `batches` equal batches; what does not divide is left out at the end. 10 to 30 batches are
// customary (Schmeiser 1982). Requires: 3 ≤ batches ≤ series.size(), 0 < confidence < 1.
BatchMeans batch_means(std::span<const double> series, std::size_t batches, double confidence);

// Over every window of `batch` observations instead of every batch-th: the same bias and two thirds
// of the variance of the variance (Meketon and Schmeiser 1984), so 1.5 (n / batch − 1) degrees of
// freedom. Requires: batch ≥ 1, at least two batches in the series, 0 < confidence < 1.
Interval overlapping_batch_interval(std::span<const double> series, std::size_t batch,
                                    double confidence);

}  // namespace caseload::stats
