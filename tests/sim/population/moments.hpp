#pragma once

// Means, SDs and correlations of what a test collects.

#include <cmath>
#include <vector>

namespace caseload::population {

inline double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

inline double covariance_of(const std::vector<double>& a, const std::vector<double>& b) {
  const double mean_a = mean_of(a);
  const double mean_b = mean_of(b);
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - mean_a) * (b[i] - mean_b);
  return sum / static_cast<double>(a.size() - 1);
}

inline double sd_of(const std::vector<double>& values) {
  return std::sqrt(covariance_of(values, values));
}

inline double correlation_of(const std::vector<double>& a, const std::vector<double>& b) {
  return covariance_of(a, b) / (sd_of(a) * sd_of(b));
}

}  // namespace caseload::population
