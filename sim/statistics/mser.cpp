#include "sim/statistics/mser.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/statistics/batch_means.hpp"
#include "sim/statistics/tally.hpp"

namespace caseload::stats {

WarmUp mser(std::span<const double> series, std::size_t batch) {
  CASELOAD_CHECK(batch >= 1, "a batch holds at least one observation");
  const std::size_t batches = series.size() / batch;
  CASELOAD_CHECK(batches >= 2, "a warm-up is judged by at least two batches");
  const std::vector<double> means = means_of_batches(series, batch);

  // From the end, the tally grows by one batch for each cut considered.
  const std::size_t last_cut = batches / 2;
  Tally rest;
  std::size_t best_cut = 0;
  double best = std::numeric_limits<double>::infinity();
  for (std::size_t cut = batches; cut-- > 0;) {
    rest.add(means[cut]);
    if (cut > last_cut || rest.count() < 2) continue;
    // (m − d − 1) s² / (m − d)²
    const auto n = static_cast<double>(rest.count());
    const double statistic = rest.variance() * (n - 1) / (n * n);
    // The earliest of equal cuts: nothing is dropped without a reason.
    if (statistic <= best) {
      best = statistic;
      best_cut = cut;
    }
  }
  return {.observations = best_cut * batch, .at_limit = best_cut == last_cut};
}

}  // namespace caseload::stats
