#include "sim/base/distributions.hpp"

#include <algorithm>
#include <array>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <cmath>

#include "sim/base/check.hpp"

namespace caseload {
namespace {

// In double throughout: long double is ten times slower here and differs between machines.
using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

// A ratio of two polynomials, coefficients from the constant up.
template <std::size_t N>
double ratio(double x, const std::array<double, N>& above, const std::array<double, N>& below) {
  double numerator = above[N - 1];
  double denominator = below[N - 1];
  for (std::size_t i = N - 1; i-- > 0;) {
    numerator = numerator * x + above[i];
    denominator = denominator * x + below[i];
  }
  return numerator / denominator;
}

}  // namespace

// Wichura 1988, AS 241 (PPND16): 16 digits, several times faster than the inverse error function,
// and the most frequent draw of all.
double normal_quantile(double u) {
  const double q = u - 0.5;
  if (std::abs(q) <= 0.425) {
    return q * ratio<8>(0.180625 - q * q,
                        {3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
                         1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
                         3.3430575583588128105e4, 2.5090809287301226727e3},
                        {1.0, 4.2313330701600911252e1, 6.8718700749205790830e2,
                         5.3941960214247511077e3, 2.1213794301586595867e4, 3.9307895800092710610e4,
                         2.8729085735721942674e4, 5.2264952788528545610e3});
  }
  const double r = std::sqrt(-std::log(q < 0 ? u : 1 - u));
  const double distance =
      r <= 5 ? ratio<8>(
                   r - 1.6,
                   {1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
                    3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
                    2.27238449892691845833e-2, 7.74545014278341407640e-4},
                   {1.0, 2.05319162663775882187e0, 1.67638483018380384940e0,
                    6.89767334985100004550e-1, 1.48103976427480074590e-1, 1.51986665636164571966e-2,
                    5.47593808499534494600e-4, 1.05075007164441684324e-9})
             : ratio<8>(
                   r - 5,
                   {6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
                    2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                    2.71155556874348757815e-5, 2.01033439929228813265e-7},
                   {1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1,
                    1.48753612908506148525e-2, 7.86869131145613259100e-4, 1.84631831751005468180e-5,
                    1.42151175831644588870e-7, 2.04426310338993978564e-15});
  return q < 0 ? -distance : distance;
}

double normal_cdf(double z) { return 0.5 * std::erfc(-z * 0.70710678118654752440); }

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
  CASELOAD_CHECK(mean > 0 && mean < 1 && sd > 0 && sd * sd < mean * (1 - mean),
                 "no Beta has this mean and SD");
  const double concentration = mean * (1 - mean) / (sd * sd) - 1;
  return {mean * concentration, (1 - mean) * concentration};
}

Lognormal::Lognormal(double mean_minutes, double cv) : mean_(mean_minutes), cv_(cv) {
  CASELOAD_CHECK(mean_minutes > 0 && cv >= 0,
                 "a duration needs a positive mean and a CV of 0 or more");
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

}  // namespace caseload
