#include "sim/statistics/proportion.hpp"

#include <boost/math/distributions/beta.hpp>
#include <cmath>

#include "sim/base/check.hpp"
#include "sim/statistics/boost_policy.hpp"

namespace caseload::stats {

namespace {

void check_arguments(int successes, int trials, double confidence) {
  CASELOAD_CHECK(trials >= 1, "a chance needs at least one trial");
  CASELOAD_CHECK(0 <= successes && successes <= trials, "successes lie between 0 and the trials");
  CASELOAD_CHECK(0 < confidence && confidence < 1, "a confidence lies between 0 and 1");
}

// The binomial tail as a quantile of the beta distribution: P(Bin(n, p) ≥ k) = I_p(k, n − k + 1).
double beta_quantile_of(int a, int b, double probability) {
  const boost::math::beta_distribution<double, BoostPolicy> beta(a, b);
  return boost::math::quantile(beta, probability);
}

}  // namespace

double chance_at_least(int successes, int trials, double confidence) {
  check_arguments(successes, trials, confidence);
  if (successes == 0) return 0;
  return beta_quantile_of(successes, trials - successes + 1, 1 - confidence);
}

double chance_at_most(int successes, int trials, double confidence) {
  check_arguments(successes, trials, confidence);
  if (successes == trials) return 1;
  return beta_quantile_of(successes + 1, trials - successes, confidence);
}

Interval chance_interval(int successes, int trials, double confidence) {
  const double each_side = 0.5 + confidence / 2;
  return {.low = chance_at_least(successes, trials, each_side),
          .high = chance_at_most(successes, trials, each_side)};
}

int trials_to_show(double chance, double confidence) {
  CASELOAD_CHECK(0 < chance && chance < 1, "a chance to be shown lies between 0 and 1");
  CASELOAD_CHECK(0 < confidence && confidence < 1, "a confidence lies between 0 and 1");
  // All n succeed with probability chanceⁿ at most, unless the chance is higher.
  return static_cast<int>(std::ceil(std::log(1 - confidence) / std::log(chance)));
}

}  // namespace caseload::stats
