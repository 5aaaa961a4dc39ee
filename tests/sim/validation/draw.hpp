#pragma once

// What a model draws from: gaps between arrivals, services, patience. In minutes, by one uniform.

#include <cmath>

#include "sim/base/distributions.hpp"
#include "sim/base/time.hpp"

namespace caseload::validation {

class Draw {
 public:
  static Draw constant(double mean) { return {Kind::Constant, mean, 0}; }
  static Draw exponential(double mean) { return {Kind::Exponential, mean, 1}; }
  static Draw gamma(double mean, double cv) { return {Kind::Gamma, mean, cv}; }
  static Draw lognormal(double mean, double cv) { return {Kind::Lognormal, mean, cv}; }
  // Two exponentials of equal weight: each brings half of the mean. Requires: cv > 1.
  static Draw hyperexponential(double mean, double cv) {
    return {Kind::Hyperexponential, mean, cv};
  }

  double mean() const { return mean_; }
  double cv() const { return cv_; }
  double second_moment() const { return mean_ * mean_ * (1 + cv_ * cv_); }
  // Chance of the quicker of the two exponentials; its mean is mean / 2 · chance.
  double quick() const { return (1 + std::sqrt((cv_ * cv_ - 1) / (cv_ * cv_ + 1))) / 2; }

  // The same shape, everything longer by the factor.
  Draw times(double factor) const { return {kind_, mean_ * factor, cv_}; }

  SimDuration operator()(double u) const { return from_minutes(minutes_at(u)); }

 private:
  enum class Kind { Constant, Exponential, Gamma, Lognormal, Hyperexponential };
  Draw(Kind kind, double mean, double cv) : kind_(kind), mean_(mean), cv_(cv) {
    if (kind == Kind::Lognormal) lognormal_ = Lognormal(mean, cv);
  }

  double minutes_at(double u) const {
    switch (kind_) {
      case Kind::Constant:
        return mean_;
      case Kind::Exponential:
        return exponential_quantile(u, mean_);
      case Kind::Gamma:
        return gamma_quantile(u, 1 / (cv_ * cv_), mean_ * cv_ * cv_);
      case Kind::Lognormal:
        return lognormal_.quantile_minutes(u);
      case Kind::Hyperexponential: {
        const double p = quick();
        return u < p ? exponential_quantile(u / p, mean_ / (2 * p))
                     : exponential_quantile((u - p) / (1 - p), mean_ / (2 * (1 - p)));
      }
    }
    return 0;
  }

  Kind kind_;
  double mean_;
  double cv_;
  Lognormal lognormal_;
};

}  // namespace caseload::validation
