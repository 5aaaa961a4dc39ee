#include "sim/base/distributions.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/geometric.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>
#include <functional>
#include <string>

#include "sim/base/check.hpp"
#include "sim/base/random.hpp"
#include "tests/sim/base/continuous_laws.hpp"

namespace caseload {
namespace {

// Up to the last bit of the quantile, which is coarse where a density rises without bound.
TEST(Distributions, QuantilesInvertTheirDistributionFunctions) {
  for (const Law& of : continuous_laws()) {
    for (double u :
         {1e-9, 1e-6, 1e-3, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1 - 1e-6, 1 - 1e-9}) {
      const double x = of.quantile(u);
      EXPECT_LT(of.cdf(std::nextafter(x, -HUGE_VAL)), u + 1e-11) << of.name << " at " << u;
      EXPECT_GT(of.cdf(std::nextafter(x, HUGE_VAL)), u - 1e-11) << of.name << " at " << u;
    }
  }
}

TEST(Distributions, QuantilesAreFiniteAndRiseAtTheEndsOfTheUniforms) {
  for (const Law& of : continuous_laws()) {
    const double lowest = of.quantile(0x1p-53);
    const double highest = of.quantile(1 - 0x1p-53);

    EXPECT_TRUE(std::isfinite(lowest)) << of.name;
    EXPECT_TRUE(std::isfinite(highest)) << of.name;
    EXPECT_LT(lowest, of.quantile(0.5)) << of.name;
    EXPECT_LT(of.quantile(0.5), highest) << of.name;
  }
}

// The mean over the middles of equal slices of (0, 1): no luck in it.
TEST(Distributions, HaveTheirMeanAndSpread) {
  constexpr int kSlices = 100'000;
  for (const Law& of : continuous_laws()) {
    double sum = 0, squares = 0;
    for (int i = 0; i < kSlices; ++i) {
      const double x = of.quantile((i + 0.5) / kSlices);
      sum += x;
      squares += (x - of.mean) * (x - of.mean);
    }

    EXPECT_NEAR(sum / kSlices, of.mean, 2e-4 * of.sd) << of.name;
    EXPECT_NEAR(std::sqrt(squares / kSlices), of.sd, 2e-3 * of.sd) << of.name;
  }
}

TEST(Distributions, TheNormalDistributionFunctionIsExactInTheTails) {
  const boost::math::normal_distribution<long double> exact(0, 1);
  for (const double z : {-8.0, -5.0, -1.96, -0.1, 0.0, 0.7, 3.0, 6.0}) {
    const double expected = static_cast<double>(cdf(exact, z));
    EXPECT_NEAR(normal_cdf(z), expected, 1e-13 * expected) << z;
  }
}

// The count is the smallest whose distribution function reaches u.
template <class Distribution>
void expect_inverted(const Distribution& exact, std::uint32_t first,
                     const std::function<std::uint32_t(double)>& draw, const std::string& name) {
  const RandomStream stream(1, 0, StreamId{"counts"}, 0);
  for (std::uint32_t i = 0; i < 2000; ++i) {
    const double u = stream.at(i);
    const std::uint32_t count = draw(u);
    ASSERT_GE(count, first) << name;
    ASSERT_GE(cdf(exact, count - first), u - 1e-12) << name << ": " << count << " at " << u;
    if (count > first)
      ASSERT_LT(cdf(exact, count - first - 1), u + 1e-12) << name << ": " << count << " at " << u;
  }
}

TEST(Distributions, GeometricCountsFromOneWithItsMean) {
  for (const double mean : {1.2, 2.0, 7.5, 60.0}) {
    expect_inverted(
        boost::math::geometric_distribution<double>(1 / mean), 1,
        [=](double u) { return geometric_quantile(u, mean); }, "geometric " + std::to_string(mean));
  }
  EXPECT_EQ(geometric_quantile(1 - 0x1p-53, 1), 1U);
  EXPECT_EQ(geometric_quantile(0x1p-53, 5), 1U);
  EXPECT_THROW(geometric_quantile(0.5, 0.99), CheckFailed);
}

TEST(Distributions, PoissonCountsAgreeWithBoost) {
  for (const double mean : {0.01, 0.5, 2.5, 30.0, 500.0}) {
    expect_inverted(
        boost::math::poisson_distribution<double>(mean), 0,
        [=](double u) { return poisson_quantile(u, mean); }, "Poisson " + std::to_string(mean));
  }
  EXPECT_EQ(poisson_quantile(0.999, 0), 0U);
  EXPECT_THROW(poisson_quantile(0.5, -0.1), CheckFailed);
  EXPECT_THROW(poisson_quantile(0.5, 501), CheckFailed);
}

// The sum of the probabilities never quite reaches one in floating point; the last uniforms below
// one must still give a likely count and not run to the end of the loop.
TEST(Distributions, PoissonStaysReasonableAtTheLastUniform) {
  EXPECT_LT(poisson_quantile(1 - 0x1p-53, 0.3), 25U);
  EXPECT_LT(poisson_quantile(1 - 0x1p-53, 30), 120U);
  EXPECT_LT(poisson_quantile(1 - 0x1p-53, 500), 800U);
}

TEST(BetaShape, HasTheMeanAndDeviationAskedFor) {
  const BetaShape shape = BetaShape::from_mean_sd(0.72, 0.2);
  const boost::math::beta_distribution<double> exact(shape.alpha, shape.beta);

  EXPECT_NEAR(mean(exact), 0.72, 1e-14);
  EXPECT_NEAR(standard_deviation(exact), 0.2, 1e-14);
  EXPECT_THROW(BetaShape::from_mean_sd(0.5, 0.5), CheckFailed);
  EXPECT_THROW(BetaShape::from_mean_sd(0, 0.1), CheckFailed);
  EXPECT_THROW(BetaShape::from_mean_sd(0.5, 0), CheckFailed);
}

TEST(Lognormal, DurationsAreScaledToTheMicrosecondAndLastASecond) {
  const Lognormal call(12, 0.55);

  EXPECT_EQ(call.duration(0.3), from_minutes(call.quantile_minutes(0.3)));
  EXPECT_EQ(call.duration(0.3, 2), from_minutes(2 * call.quantile_minutes(0.3)));
  EXPECT_EQ(call.duration(0.3, 1e-9), seconds{1});
}

TEST(Lognormal, WithoutVariationIsAConstant) {
  const Lognormal fixed(5, 0);

  for (const double u : {0x1p-53, 0.1, 0.5, 1 - 0x1p-53}) EXPECT_EQ(fixed.duration(u), minutes{5});
  EXPECT_EQ(fixed.mean_minutes(), 5);
  EXPECT_EQ(fixed.cv(), 0);
  EXPECT_THROW(Lognormal(0, 1), CheckFailed);
  EXPECT_THROW(Lognormal(1, -0.1), CheckFailed);
}

}  // namespace
}  // namespace caseload
