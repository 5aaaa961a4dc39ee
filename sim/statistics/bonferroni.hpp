#pragma once

// Several statements that are all to hold at once.
//
// k intervals, each at 1 − (1 − confidence) / k, cover all their truths together with at least
// `confidence`, however they depend on one another (Bonferroni): plans compared under common random
// numbers always do.

#include <span>
#include <vector>

#include "sim/statistics/interval.hpp"

namespace caseload::stats {

// The confidence each of `statements` needs. Requires: statements ≥ 1, 0 < together < 1.
double confidence_of_each(int statements, double together);

// Of the mean of plans[p][r] − base[r] over replications r, for every plan p: with `confidence` all
// of them hold at once. Requires: at least one plan, all of the base's length ≥ 2, the same luck in
// replication r of each.
std::vector<Interval> differences_from_base(std::span<const std::vector<double>> plans,
                                            std::span<const double> base, double confidence);

}  // namespace caseload::stats
