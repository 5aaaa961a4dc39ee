#pragma once

// The curve by which a person sees where a run has settled (Welch 1983; Law 2015, §9.5.1): the mean
// over replications, observation by observation, and then a moving average that takes out what is
// fast and leaves the trend.

#include <cstddef>
#include <span>
#include <vector>

namespace caseload::stats {

// Requires: at least one replication, all of one length.
std::vector<double> mean_over_replications(std::span<const std::vector<double>> replications);

// Entry i is the mean of the 2 · window + 1 values around i; near the start, where there are only i
// before it, of the 2 i + 1 around it. The last `window` values have too few after them: the result
// is that much shorter. Requires: window < series.size(); Welch advises a quarter of it at most.
std::vector<double> moving_average(std::span<const double> series, std::size_t window);

}  // namespace caseload::stats
