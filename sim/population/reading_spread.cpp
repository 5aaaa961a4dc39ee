#include "sim/population/reading_spread.hpp"

#include <cmath>

#include "sim/base/check.hpp"
#include "sim/base/distributions.hpp"

namespace caseload::population {

void ReadingSpread::add(double weight, double shift, double sd) {
  CASELOAD_CHECK(count_ < parts_.size() && weight > 0 && sd > 0, "a part of the spread is invalid");
  parts_[count_++] = {weight, shift, sd};
}

double ReadingSpread::tail(double above) const {
  double sum = 0;
  for (std::size_t i = 0; i < count_; ++i) {
    const Part& part = parts_[i];
    sum += part.weight * normal_cdf((part.shift - above) / part.sd);
  }
  return sum;
}

double ReadingSpread::density(double above) const {
  constexpr double kOneOverRootTwoPi = 0.39894228040143267794;
  double sum = 0;
  for (std::size_t i = 0; i < count_; ++i) {
    const Part& part = parts_[i];
    const double z = (above - part.shift) / part.sd;
    sum += part.weight / part.sd * kOneOverRootTwoPi * std::exp(-0.5 * z * z);
  }
  return sum;
}

double ReadingSpread::above_for(double q) const {
  CASELOAD_CHECK(count_ > 0 && q > 0 && q < 1, "no quantile of this spread is wanted");
  // Newton on the logarithm of the tail, which is nearly concave: from the main part's own quantile
  // a few steps do. Steps are held to one SD, in case artefacts bend it.
  const double longest_step = parts_[0].sd;
  double above = parts_[0].shift - parts_[0].sd * normal_quantile(q);
  for (int step = 0; step < 30; ++step) {
    const double here = tail(above);
    const double wanted = here / density(above) * std::log(here / q);
    const double taken = std::fmax(-longest_step, std::fmin(longest_step, wanted));
    above += taken;
    if (std::abs(taken) < 1e-4 * longest_step) break;
  }
  return above;
}

}  // namespace caseload::population
