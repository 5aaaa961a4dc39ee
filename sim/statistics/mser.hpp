#pragma once

// Where the start of a run ends: how much to throw away before the steady state is measured.
//
// MSER-5: of all the places to cut, the one that makes the mean of the rest look most precise, over
// averages of five observations: argmin over d of Σ_{j > d} (z_j − mean)² / (m − d)² (White 1997;
// White, Cobb and Spratt 2000). A cut beyond half of the run is never proposed; a best cut that
// stands at that limit says that the run is too short to tell, not that half of it is start-up.
//
// Best fed with the average of several pilot runs (welch.hpp, mean_over_replications).

#include <cstddef>
#include <span>

namespace caseload::stats {

struct WarmUp {
  std::size_t observations = 0;  // to drop: a multiple of the batch
  bool at_limit = false;         // the best cut is the last one allowed: run longer
};

// A last incomplete batch is not looked at. Requires: at least two batches, batch ≥ 1.
WarmUp mser(std::span<const double> series, std::size_t batch = 5);

}  // namespace caseload::stats
