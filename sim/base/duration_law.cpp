#include "sim/base/duration_law.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "sim/base/check.hpp"

namespace caseload {

DurationLaw DurationLaw::gamma(double mean_minutes, double cv) {
  CASELOAD_CHECK(mean_minutes > 0 && cv > 0, "a gamma needs a positive mean and CV");
  return {Kind::Gamma, mean_minutes, cv};
}

DurationLaw DurationLaw::observed(std::vector<double> minutes) {
  CASELOAD_CHECK(!minutes.empty() && std::ranges::min(minutes) > 0,
                 "observed durations are positive, and there is one");
  std::ranges::sort(minutes);
  const auto n = static_cast<double>(minutes.size());
  const double mean = std::accumulate(minutes.begin(), minutes.end(), 0.0) / n;
  double squares = 0;
  for (const double each : minutes) squares += (each - mean) * (each - mean);
  return {Kind::Observed, mean, std::sqrt(squares / n) / mean, std::move(minutes)};
}

DurationLaw DurationLaw::quantiles(std::vector<double> minutes) {
  CASELOAD_CHECK(minutes.size() >= 2 && minutes.front() > 0 && std::ranges::is_sorted(minutes),
                 "quantiles of a duration ascend from above zero");
  // Uniform within each part: mean and second moment of a mixture of uniforms.
  const auto parts = static_cast<double>(minutes.size() - 1);
  double mean = 0, second = 0;
  for (std::size_t i = 0; i + 1 < minutes.size(); ++i) {
    const double a = minutes[i], b = minutes[i + 1];
    mean += (a + b) / 2 / parts;
    second += (a * a + a * b + b * b) / 3 / parts;
  }
  return {Kind::Quantiles, mean, std::sqrt(std::max(0.0, second - mean * mean)) / mean,
          std::move(minutes)};
}

double DurationLaw::quantile_minutes(double u) const {
  switch (kind_) {
    case Kind::Lognormal:
      return lognormal_.quantile_minutes(u);
    case Kind::Gamma: {
      if (cv_ == 1) return exponential_quantile(u, mean_);
      const double shape = 1 / (cv_ * cv_);
      return gamma_quantile(u, shape, mean_ / shape);
    }
    case Kind::Observed:
      return points_[static_cast<std::size_t>(u * static_cast<double>(points_.size()))];
    case Kind::Quantiles: {
      const double place = u * static_cast<double>(points_.size() - 1);
      const auto part = static_cast<std::size_t>(place);  // u < 1: never the last
      return std::lerp(points_[part], points_[part + 1], place - static_cast<double>(part));
    }
  }
  return mean_;
}

SimDuration DurationLaw::duration(double u, double factor) const {
  return std::max<SimDuration>(from_minutes(quantile_minutes(u) * factor), seconds{1});
}

}  // namespace caseload
