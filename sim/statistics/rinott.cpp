#include "sim/statistics/rinott.hpp"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/base/distributions.hpp"
#include "sim/statistics/boost_policy.hpp"

namespace caseload::stats {

namespace {

struct Node {
  double inverse = 0;  // ν / x
  double weight = 0;
};

// The law of χ² over the logarithm of x, where it is smooth and falls off fast at both ends: there
// the trapezoidal rule gains digits exponentially, and 128 steps leave an error far below 1e-10.
std::vector<Node> chi_square_nodes(double degrees) {
  constexpr int kSteps = 128;
  constexpr double kLeftOut = 1e-14;
  const boost::math::chi_squared_distribution<double, BoostPolicy> law(degrees);
  const double low = std::log(quantile(law, kLeftOut));
  const double high = std::log(quantile(complement(law, kLeftOut)));
  std::vector<Node> nodes;
  double total = 0;
  for (int i = 0; i <= kSteps; ++i) {
    const double x = std::exp(low + (high - low) * i / kSteps);
    const double weight = x * pdf(law, x);
    nodes.push_back({.inverse = degrees / x, .weight = weight});
    total += weight;
  }
  for (Node& node : nodes) node.weight /= total;
  return nodes;
}

double chance_of_the_best(double h, int plans, const std::vector<Node>& nodes) {
  double chance = 0;
  for (const Node& best : nodes) {
    double ahead = 0;
    for (const Node& other : nodes) {
      ahead += other.weight * normal_cdf(h / std::sqrt(other.inverse + best.inverse));
    }
    chance += best.weight * std::pow(ahead, plans - 1);
  }
  return chance;
}

}  // namespace

double rinott_constant(int plans, double confidence, std::int64_t first) {
  CASELOAD_CHECK(plans >= 2, "a choice is between two plans or more");
  CASELOAD_CHECK(1.0 / plans < confidence && confidence <= 0.9999,
                 "the confidence of a choice lies between guessing and 0.9999");
  CASELOAD_CHECK(first >= 4, "Rinott's constant needs four first replications");
  const std::vector<Node> nodes = chi_square_nodes(static_cast<double>(first - 1));
  double low = 0, high = 1;
  for (; chance_of_the_best(high, plans, nodes) < confidence; high *= 2) low = high;
  while (high - low > 1e-9) {
    const double middle = (low + high) / 2;
    (chance_of_the_best(middle, plans, nodes) < confidence ? low : high) = middle;
  }
  return high;
}

std::int64_t rinott_replications(double h, double sd, double worth, std::int64_t first) {
  CASELOAD_CHECK(sd >= 0 && worth > 0, "a difference worth caring about is above 0");
  const double ratio = h * sd / worth;
  return std::max(first, static_cast<std::int64_t>(std::ceil(ratio * ratio)));
}

}  // namespace caseload::stats
