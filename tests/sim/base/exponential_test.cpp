#include "sim/base/exponential.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <random>

#include "sim/base/check.hpp"
#include "sim/base/distributions.hpp"
#include "sim/base/random.hpp"

namespace caseload {
namespace {

// How many units in the last place a logarithm is off, by one of 64 digits.
long double units_off(double x) {
  const double mine = natural_logarithm(x);
  const long double exact = std::log(static_cast<long double>(x));
  const double unit = std::nextafter(std::abs(mine), HUGE_VAL) - std::abs(mine);
  return std::abs(exact - mine) / unit;
}

TEST(Logarithm, IsOffByLessThanOneUnitInTheLastPlace) {
  std::mt19937_64 random(1);
  long double worst = 0;
  for (int i = 0; i < 300'000; ++i) {
    const double u = open_uniform(random());
    for (const double x : {u, 1 - u, 1 / u, u * 0x1p-40, 1 + u, 1 - u * 0x1p-30})
      worst = std::max(worst, units_off(x));
  }
  EXPECT_LT(worst, 1);
  EXPECT_GT(worst, 0.5) << "no program is exact";
}

TEST(Logarithm, IsExactWhereItCanBeAndGoesToTheEnds) {
  EXPECT_EQ(natural_logarithm(1), 0);
  EXPECT_EQ(natural_logarithm(2), std::log(2.0));
  EXPECT_EQ(natural_logarithm(0.5), -std::log(2.0));
  for (const double x : {0x1p-1022, 0x1p-53, 1 - 0x1p-53, 1 + 0x1p-52, 1e300, 0x1.6A09E667F3BCCp0,
                         0x1.6A09E667F3BCDp0, 0x1.6A09E667F3BCCp-1, 0x1.6A09E667F3BCDp-1})
    EXPECT_LT(units_off(x), 1) << x;
}

// These digits were computed once. Whoever gets others has another program: a fused multiply-add, a
// sum in another order.
TEST(Logarithm, HasTheSameBitsEverywhere) {
  std::uint64_t digest = 0;
  std::mt19937_64 random(2);
  for (int i = 0; i < 100'000; ++i) {
    const double log = natural_logarithm(open_uniform(random()));
    digest = (digest ^ std::bit_cast<std::uint64_t>(log)) * 0x9E37'79B9'7F4A'7C15;
  }
  EXPECT_EQ(digest, 9922999469561574427U);
}

TEST(Exponential, IsTheQuantileToTheNearestMicrosecond) {
  std::mt19937_64 random(3);
  for (const double mean : {1e-6, 0.01, 1.0, 1 / 0.9, 60.0, 1e4, 1e6}) {
    const Exponential delay(mean);
    for (int i = 0; i < 20'000; ++i) {
      const double u = open_uniform(random());
      const long double exact =
          -60e6L * static_cast<long double>(mean) * std::log(1 - static_cast<long double>(u));
      ASSERT_LE(std::abs(static_cast<long double>(delay(u).count()) - exact), 0.5 + 4e-16 * exact)
          << mean << " at " << u;
    }
  }
}

TEST(Exponential, AtTheEndsOfTheUniforms) {
  const double lowest = open_uniform(std::uint64_t{0}), highest = open_uniform(UINT64_MAX);

  EXPECT_EQ(Exponential(1)(lowest), SimDuration{0});
  EXPECT_EQ(Exponential(1)(highest).count(), std::llround(60e6 * 53 * std::log(2.0)));
  EXPECT_EQ(Exponential(1e6)(highest).count(), std::llround(60e12 * 53 * std::log(2.0)));
}

TEST(Exponential, ManyAtOnceAreTheSameOneByOne) {
  std::mt19937_64 random(4);
  const Exponential delay(7);
  for (int i = 0; i < 1000; ++i) {
    std::array<double, 16> uniforms{};
    for (double& u : uniforms) u = open_uniform(random());
    const std::array<SimDuration, 16> delays = delay(uniforms);
    for (std::size_t k = 0; k < delays.size(); ++k) ASSERT_EQ(delays[k], delay(uniforms[k]));
  }
}

TEST(Exponential, HasAMeanWithinReason) {
  EXPECT_THROW(Exponential(0), CheckFailed);
  EXPECT_THROW(Exponential(-1), CheckFailed);
  EXPECT_THROW(Exponential(1.1e6), CheckFailed);
  EXPECT_THROW(Exponential(std::nan("")), CheckFailed);
}

}  // namespace
}  // namespace caseload
