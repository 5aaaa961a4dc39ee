#include "sim/population/beta_grid.hpp"

#include <boost/math/special_functions/beta.hpp>

namespace caseload::population {

std::array<double, kBetaCells> cell_masses(const BetaShape& beta) {
  // In double throughout, as in sim/base/distributions.cpp.
  using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
  std::array<double, kBetaCells> masses{};
  double below = 0;
  for (std::size_t i = 0; i < kBetaCells; ++i) {
    const double edge = static_cast<double>(i + 1) / kBetaCells;
    const double up_to =
        i + 1 == kBetaCells ? 1.0 : boost::math::ibeta(beta.alpha, beta.beta, edge, Policy{});
    masses[i] = up_to - below;
    below = up_to;
  }
  return masses;
}

double integrate(const std::array<double, kBetaCells>& masses,
                 const std::array<double, kBetaCells + 1>& at_edges) {
  double sum = 0;
  for (std::size_t i = 0; i < kBetaCells; ++i) {
    sum += masses[i] * 0.5 * (at_edges[i] + at_edges[i + 1]);
  }
  return sum;
}

}  // namespace caseload::population
