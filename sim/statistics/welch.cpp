#include "sim/statistics/welch.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace caseload::stats {

std::vector<double> mean_over_replications(std::span<const std::vector<double>> replications) {
  CASELOAD_CHECK(!replications.empty(), "the mean over no replications was asked for");
  std::vector<double> mean(replications.front().size(), 0.0);
  for (const std::vector<double>& replication : replications) {
    CASELOAD_CHECK(replication.size() == mean.size(), "replications differ in length");
    for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += replication[i];
  }
  for (double& value : mean) value /= static_cast<double>(replications.size());
  return mean;
}

std::vector<double> moving_average(std::span<const double> series, std::size_t window) {
  CASELOAD_CHECK(window < series.size(), "a moving window is shorter than its series");
  std::vector<double> smooth(series.size() - window);
  for (std::size_t i = 0; i < smooth.size(); ++i) {
    const std::size_t reach = std::min(window, i);
    double sum = 0;
    for (std::size_t j = i - reach; j <= i + reach; ++j) sum += series[j];
    smooth[i] = sum / static_cast<double>(2 * reach + 1);
  }
  return smooth;
}

}  // namespace caseload::stats
