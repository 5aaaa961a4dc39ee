#pragma once

// How well the mean over replications is known: simulation error, which more replications shrink.
//
// The sample is always replications, never patients: patients of one simulated month share its
// nurses, its absences and its calendar, and an interval over patients would be far too narrow.

#include <span>

#include "sim/statistics/interval.hpp"
#include "sim/statistics/tally.hpp"

namespace caseload::stats {

// Student's two-sided interval of the mean: mean ± t(n − 1) · s / √n. Holds for means of
// independent values that are not badly skewed (bootstrap_t.hpp has the others).
// Requires: count ≥ 2, 0 < confidence < 1.
Interval student_interval(const Tally& tally, double confidence);
double student_half_width(const Tally& tally, double confidence);

// Of the mean of a[i] − b[i], where both have the same luck (replication i under two plans): far
// narrower than what two separate intervals would say. Requires: equal lengths ≥ 2.
Interval paired_difference_interval(std::span<const double> a, std::span<const double> b,
                                    double confidence);

}  // namespace caseload::stats
