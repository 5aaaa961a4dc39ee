#pragma once

// Quantile functions: every draw is one uniform, inverted. No rejection, no hidden state.
//
// `u` is in (0, 1). Results are floating point and must be quantised (to microseconds, mmHg, grams,
// …) before anything is decided by them: see ARCHITECTURE.md, determinism.

#include <cmath>
#include <cstdint>

#include "sim/base/logarithm.hpp"
#include "sim/base/time.hpp"

namespace caseload {

double normal_quantile(double u);  // mean 0, SD 1
// mean > 0. 1 - u is exact for every open_uniform (random.hpp), and a logarithm costs half of
// log1p.
inline double exponential_quantile(double u, double mean) {
  return -mean * natural_logarithm(1 - u);
}
double gamma_quantile(double u, double shape, double scale);  // shape, scale > 0
double beta_quantile(double u, double alpha, double beta);    // alpha, beta > 0
std::uint32_t geometric_quantile(double u, double mean);      // 1, 2, 3, … with this mean ≥ 1
std::uint32_t poisson_quantile(double u, double mean);        // 0, 1, 2, … ; 0 ≤ mean ≤ 500
double normal_cdf(double z);

// A Beta by mean and standard deviation. Requires: 0 < mean < 1, sd² < mean (1 − mean).
struct BetaShape {
  double alpha = 1;
  double beta = 1;
  static BetaShape from_mean_sd(double mean, double sd);
};

// How long something takes: lognormal by mean and coefficient of variation, the shape of phone
// calls (Brown et al. 2005, "Statistical analysis of a telephone call center"). cv = 0 is a
// constant.
class Lognormal {
 public:
  Lognormal() = default;
  // Requires: mean_minutes > 0, cv ≥ 0.
  Lognormal(double mean_minutes, double cv);

  double mean_minutes() const { return mean_; }
  double cv() const { return cv_; }
  double quantile_minutes(double u) const;
  // Scaled by a factor > 0 (a slow talker, a quick nurse), to the microsecond, at least one second.
  SimDuration duration(double u, double factor = 1.0) const;

 private:
  double mean_ = 1, cv_ = 0, mu_ = 0, sigma_ = 0;
};

}  // namespace caseload
