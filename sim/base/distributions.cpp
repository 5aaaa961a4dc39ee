#include "sim/base/distributions.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>

#include "sim/base/check.hpp"

namespace caseload::sim {
namespace {

// In double throughout: long double is ten times slower here and differs between machines.
using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

}  // namespace

double normal_quantile(double u) {
  return boost::math::quantile(boost::math::normal_distribution<double, Policy>{}, u);
}

double normal_cdf(double z) { return 0.5 * std::erfc(-z * 0.70710678118654752440); }

double exponential_quantile(double u, double mean) { return -mean * std::log1p(-u); }

double gamma_quantile(double u, double shape, double scale) {
  return boost::math::quantile(boost::math::gamma_distribution<double, Policy>{shape, scale}, u);
}

double beta_quantile(double u, double alpha, double beta) {
  return boost::math::quantile(boost::math::beta_distribution<double, Policy>{alpha, beta}, u);
}

std::uint32_t geometric_quantile(double u, double mean) {
  CASELOAD_CHECK(mean >= 1, "a geometric count starts at one");
  if (mean == 1) return 1;
  const double count = std::ceil(std::log1p(-u) / std::log1p(-1 / mean));
  return static_cast<std::uint32_t>(std::clamp(count, 1.0, 1e6));
}

std::uint32_t poisson_quantile(double u, double mean) {
  CASELOAD_CHECK(mean >= 0 && mean <= 500, "the mean of a Poisson draw is out of range");
  double probability = std::exp(-mean);
  double below = probability;
  std::uint32_t count = 0;
  while (u > below) {
    probability *= mean / (count + 1);
    // In floating point the sum stops just short of one; a u beyond that is the last count reached.
    if (below + probability == below && count >= mean) break;
    below += probability;
    ++count;
  }
  return count;
}

BetaShape BetaShape::from_mean_sd(double mean, double sd) {
  CASELOAD_CHECK(mean > 0 && mean < 1 && sd > 0 && sd * sd < mean * (1 - mean), "no Beta has this mean and SD");
  const double concentration = mean * (1 - mean) / (sd * sd) - 1;
  return {mean * concentration, (1 - mean) * concentration};
}

Lognormal::Lognormal(double mean_minutes, double cv) : mean_(mean_minutes), cv_(cv) {
  CASELOAD_CHECK(mean_minutes > 0 && cv >= 0, "a duration needs a positive mean and a CV of 0 or more");
  const double variance = std::log1p(cv * cv);
  sigma_ = std::sqrt(variance);
  mu_ = std::log(mean_minutes) - variance / 2;
}

double Lognormal::quantile_minutes(double u) const {
  return sigma_ == 0 ? mean_ : std::exp(mu_ + sigma_ * normal_quantile(u));
}

SimDuration Lognormal::duration(double u, double factor) const {
  return std::max<SimDuration>(from_minutes(quantile_minutes(u) * factor), seconds{1});
}

}  // namespace caseload::sim
