#pragma once

// What n independent values say about a quantile of where they came from, whatever that is.
//
// Between which order statistics the quantile lies is a matter of coin tosses, each value falling
// below it with the same chance (Conover 1999, §3.2; David and Nagaraja 2003, §7.1): the stated
// confidence is never undercut, for any distribution, ties included. With few values there is no
// bound at all, and the answer is none: the lower 5 % needs 59 values for a confidence of 95 %.
//
// Ranks count from 1, in rising order. All require: n ≥ 0, 0 < share < 1, 0 < confidence < 1.

#include <cstdint>
#include <optional>
#include <span>

#include "sim/statistics/interval.hpp"

namespace caseload::stats {

// One-sided. The quantile is at least the value of this rank: the largest r with
// P(Bin(n, share) ≤ r − 1) ≤ 1 − confidence.
std::optional<std::int64_t> rank_of_at_least(std::int64_t n, double share, double confidence);
// At most the value of this rank: the smallest s with P(Bin(n, share) ≤ s − 1) ≥ confidence.
std::optional<std::int64_t> rank_of_at_most(std::int64_t n, double share, double confidence);

// The same as values, in whatever order these stand.
std::optional<double> quantile_at_least(std::span<const double> values, double share,
                                        double confidence);
std::optional<double> quantile_at_most(std::span<const double> values, double share,
                                       double confidence);
// Two-sided, half of the doubt on either side; none where either side has no bound.
std::optional<Interval> quantile_interval(std::span<const double> values, double share,
                                          double confidence);

}  // namespace caseload::stats
