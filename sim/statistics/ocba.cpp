#include "sim/statistics/ocba.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/base/check.hpp"

namespace caseload::stats {

std::vector<double> ocba_shares(std::span<const double> means, std::span<const double> sds,
                                double smallest_difference) {
  CASELOAD_CHECK(!means.empty() && means.size() == sds.size(),
                 "every plan has a mean and a standard deviation");
  CASELOAD_CHECK(smallest_difference > 0, "plans that tie need a smallest difference");
  const auto best = static_cast<std::size_t>(std::ranges::max_element(means) - means.begin());
  std::vector<double> shares(means.size());
  double squares = 0;  // Σ N_i² / s_i², where N_i = s_i² / d_i²
  for (std::size_t i = 0; i < means.size(); ++i) {
    CASELOAD_CHECK(sds[i] >= 0, "a standard deviation is not negative");
    if (i == best) continue;
    const double behind = std::max(means[best] - means[i], smallest_difference);
    const double over = sds[i] / (behind * behind);
    shares[i] = sds[i] * over;
    squares += over * over;
  }
  shares[best] = sds[best] * std::sqrt(squares);

  const double total = std::accumulate(shares.begin(), shares.end(), 0.0);
  if (total == 0) return std::vector<double>(means.size(), 1.0 / static_cast<double>(means.size()));
  for (double& share : shares) share /= total;
  return shares;
}

std::vector<std::int64_t> ocba_next(std::span<const std::int64_t> made,
                                    std::span<const double> shares, std::int64_t runs) {
  CASELOAD_CHECK(!made.empty() && made.size() == shares.size(), "every plan has a share");
  CASELOAD_CHECK(runs >= 0, "runs are not taken back");
  const auto total = static_cast<double>(std::accumulate(made.begin(), made.end(), runs));
  std::vector<std::int64_t> next(made.size());
  for (; runs > 0; --runs) {
    const auto behind = [&](std::size_t i) {
      return shares[i] * total - static_cast<double>(made[i] + next[i]);
    };
    std::size_t neediest = 0;
    for (std::size_t i = 1; i < made.size(); ++i) {
      if (behind(i) > behind(neediest)) neediest = i;
    }
    ++next[neediest];
  }
  return next;
}

}  // namespace caseload::stats
