#pragma once

// The continuous distributions as we draw them, beside what Boost says of them in long double.

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/distributions.hpp"

namespace caseload {

using Real = std::function<double(double)>;

// A continuous law as we draw it, and as Boost tells it in long double.
struct Law {
  std::string name;
  Real quantile;
  Real cdf;
  double mean;
  double sd;
  double kurtosis;  // of the normal: 3
};

template <class Distribution>
Law law_of(std::string name, Real quantile, Distribution exact) {
  const auto below = [exact](double x) {
    const auto [low, high] = support(exact);
    return static_cast<double>(cdf(exact, std::clamp(static_cast<long double>(x), low, high)));
  };
  return {std::move(name),
          std::move(quantile),
          below,
          static_cast<double>(mean(exact)),
          static_cast<double>(standard_deviation(exact)),
          static_cast<double>(kurtosis(exact))};
}

inline std::vector<Law> continuous_laws() {
  using namespace boost::math;
  const Lognormal call(12, 0.55);
  const double sigma = std::sqrt(std::log1p(0.55 * 0.55));
  const double mu = std::log(12) - sigma * sigma / 2;
  return {law_of("normal", normal_quantile, normal_distribution<long double>(0, 1)),
          law_of(
              "exponential", [](double u) { return exponential_quantile(u, 3); },
              exponential_distribution<long double>(1.0L / 3)),
          law_of(
              "gamma(2.5)", [](double u) { return gamma_quantile(u, 2.5, 4); },
              gamma_distribution<long double>(2.5L, 4)),
          law_of(
              "gamma(0.4)", [](double u) { return gamma_quantile(u, 0.4, 1); },
              gamma_distribution<long double>(0.4, 1)),
          law_of(
              "beta(3, 1.5)", [](double u) { return beta_quantile(u, 3, 1.5); },
              beta_distribution<long double>(3, 1.5L)),
          law_of(
              "beta(0.6, 0.4)", [](double u) { return beta_quantile(u, 0.6, 0.4); },
              beta_distribution<long double>(0.6, 0.4)),
          law_of(
              "lognormal(12, 0.55)", [call](double u) { return call.quantile_minutes(u); },
              lognormal_distribution<long double>(mu, sigma))};
}

}  // namespace caseload
