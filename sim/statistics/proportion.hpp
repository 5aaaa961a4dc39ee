#pragma once

// What k successes in n independent trials say about the chance of success.
//
// Clopper and Pearson 1934: exact, so the stated confidence is never undercut whatever the true
// chance, at any n. It holds for an n fixed beforehand; looking again and again until the answer
// pleases needs a sequential method instead.
//
// All require: 0 ≤ successes ≤ trials, trials ≥ 1, 0 < confidence < 1.

#include "sim/statistics/interval.hpp"

namespace caseload::stats {

// One-sided: the true chance is at least this, with the given confidence. 0 where nothing
// succeeded.
double chance_at_least(int successes, int trials, double confidence);
// One-sided: at most this. 1 where everything succeeded.
double chance_at_most(int successes, int trials, double confidence);
// Two-sided: half of the doubt on either side.
Interval chance_interval(int successes, int trials, double confidence);

// The fewest trials, all of them successes, that show a chance of at least `chance`: 59 for 0.95 at
// a confidence of 0.95. Requires: 0 < chance < 1.
int trials_to_show(double chance, double confidence);

}  // namespace caseload::stats
