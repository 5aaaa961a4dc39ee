#pragma once

// How to share a fixed number of runs between plans, so that the best is most likely found.
//
// Runs go where they decide something: to plans close behind the best, and to noisy ones (optimal
// computing budget allocation: Chen, Lin, Yücesan and Chick 2000; Chen and Lee 2011, §3). With the
// best plan b, d_i = mean_b − mean_i and standard deviations s_i,
//   N_i / N_j = (s_i / d_i)² / (s_j / d_j)²,   N_b = s_b √(Σ_{i ≠ b} N_i² / s_i²).
// It makes no promise of correctness, unlike kim_nelson.hpp: for drafts under a budget. It assumes
// that plans share no luck. Best is the largest mean, the lower number of equals.

#include <cstdint>
#include <span>
#include <vector>

namespace caseload::stats {

// Shares of the budget, adding up to 1; equal ones where no plan varies. A difference below
// `smallest_difference` counts as that much: two plans that tie do not take everything. Requires:
// means and sds of one length ≥ 1, sds ≥ 0, smallest_difference > 0.
std::vector<double> ocba_shares(std::span<const double> means, std::span<const double> sds,
                                double smallest_difference);

// The next `runs` replications, given those made: each goes to the plan furthest behind its share
// of the total. Adds up to `runs`; never takes a run back. Requires: one length, runs ≥ 0.
std::vector<std::int64_t> ocba_next(std::span<const std::int64_t> made,
                                    std::span<const double> shares, std::int64_t runs);

}  // namespace caseload::stats
