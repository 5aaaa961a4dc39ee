#pragma once

// The best of several plans in two stages, for plans that share no luck: runs of different
// programs, or of machines without a common seed. Under common random numbers use kim_nelson.hpp.
//
// Every plan runs `first` replications; its sample variance then says how many it needs in all; the
// largest mean over all replications wins. For independent normal values that is the best plan with
// probability `confidence`, where it is better by `worth` or more than the second (Rinott 1978).

#include <cstdint>

namespace caseload::stats {

// Rinott's h: the solution of
//   ∫ [ ∫ Φ(h / √(ν (1/x + 1/y))) f(x) dx ]^(plans − 1) f(y) dy = confidence,   ν = first − 1,
// where f is the density of χ² with ν degrees of freedom. Accurate to 8 digits. About 10 ms: ask
// once. Requires: plans ≥ 2, 1/plans < confidence ≤ 0.9999, first ≥ 4.
double rinott_constant(int plans, double confidence, std::int64_t first);

// Replications in all, the first ones among them: max(first, ⌈(h · sd / worth)²⌉), where sd is the
// plan's own over its first replications. Requires: sd ≥ 0, worth > 0.
std::int64_t rinott_replications(double h, double sd, double worth, std::int64_t first);

}  // namespace caseload::stats
