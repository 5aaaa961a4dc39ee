// What comes out of the generator and a quantile function together: its law, by goodness of fit and
// by moments. Seeds are fixed, so the numbers are always the same; a bound is one that 999 of 1,000
// seeds keep, and each test shows that it would notice a law that is a little wrong.

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/geometric.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "sim/base/distributions.hpp"
#include "sim/base/random.hpp"
#include "tests/sim/base/continuous_laws.hpp"

namespace caseload {
namespace {

constexpr double kNormalBound = 3.2905;  // two-sided, 99.9 %

std::vector<double> drawn(const Law& law, StreamId stream_id, std::uint32_t count) {
  const RandomStream stream(2026, 0, stream_id, 0);
  std::vector<double> draws(count);
  for (std::uint32_t i = 0; i < count; ++i) draws[i] = law.quantile(stream.at(i));
  return draws;
}

// Kolmogorov's statistic √n · D. Beyond 1.95 with a probability of 1 in 1000 (Kolmogorov 1933).
constexpr double kKolmogorovBound = 1.95;

// Every 64th order statistic is looked at, which can hide no more than 0.1 of the statistic.
double kolmogorov(const std::vector<double>& sorted, const Real& cdf) {
  const double n = static_cast<double>(sorted.size());
  double distance = 0;
  for (std::size_t i = 0; i < sorted.size(); i += 64) {
    distance = std::max(distance, std::abs(cdf(sorted[i]) - (static_cast<double>(i) + 0.5) / n));
  }
  return distance * std::sqrt(n);
}

TEST(DistributionDraws, FollowTheirLawAndAnErrorOfTwoPerCentWouldBeNoticed) {
  for (const Law& of : continuous_laws()) {
    std::vector<double> draws = drawn(of, StreamId{"kolmogorov"}, 400'000);
    std::ranges::sort(draws);

    EXPECT_LT(kolmogorov(draws, of.cdf), kKolmogorovBound) << of.name;
    EXPECT_GT(kolmogorov(draws, [&](double x) { return of.cdf(x / 1.02); }), kKolmogorovBound)
        << of.name;
    EXPECT_GT(kolmogorov(draws, [&](double x) { return of.cdf(x / 0.98); }), kKolmogorovBound)
        << of.name;
  }
}

// Anderson and Darling's A², which looks at the tails as closely as at the middle. Beyond 6.0 with
// a probability of 1 in 1000 (Marsaglia and Marsaglia 2004).
constexpr double kAndersonDarlingBound = 6.0;

double anderson_darling(const std::vector<double>& sorted, const Real& cdf) {
  const auto n = static_cast<double>(sorted.size());
  double sum = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    // A draw may be rounded to the end of its range, where the logarithm is not finite.
    const double below = std::clamp(cdf(sorted[i]), 1e-16, 1 - 1e-16);
    const double rank = static_cast<double>(i) + 0.5;
    sum += 2 * rank * std::log(below) + 2 * (n - rank) * std::log1p(-below);
  }
  return -n - sum / n;
}

TEST(DistributionDraws, FollowTheirLawInTheTails) {
  for (const Law& of : continuous_laws()) {
    std::vector<double> draws = drawn(of, StreamId{"anderson_darling"}, 50'000);
    std::ranges::sort(draws);

    EXPECT_LT(anderson_darling(draws, of.cdf), kAndersonDarlingBound) << of.name;
  }
}

// A test of the test: a normal whose tails are stretched beyond 2.2 standard deviations passes
// Kolmogorov's.
TEST(DistributionDraws, WrongTailsWouldBeNoticed) {
  const Law normal = continuous_laws().front();
  std::vector<double> draws = drawn(normal, StreamId{"anderson_darling"}, 50'000);
  for (double& z : draws) {
    if (std::abs(z) > 2.2) z = std::copysign(2.2 + (std::abs(z) - 2.2) * 3, z);
  }
  std::ranges::sort(draws);

  EXPECT_LT(kolmogorov(draws, normal.cdf), kKolmogorovBound);
  EXPECT_GT(anderson_darling(draws, normal.cdf), kAndersonDarlingBound);
}

// Mean and variance in intervals of 99.9 % that are narrower than ±2 %.
TEST(DistributionDraws, HaveTheirMeanAndVariance) {
  constexpr std::uint32_t kDraws = 500'000;
  for (const Law& of : continuous_laws()) {
    double sum = 0, squares = 0;
    for (const double x : drawn(of, StreamId{"moments"}, kDraws)) {
      sum += x - of.mean;
      squares += (x - of.mean) * (x - of.mean);
    }
    const double mean_bound = kNormalBound * of.sd / std::sqrt(kDraws);
    const double variance_bound =
        kNormalBound * of.sd * of.sd * std::sqrt((of.kurtosis - 1) / kDraws);

    EXPECT_LT(std::abs(sum / kDraws), mean_bound) << of.name;
    EXPECT_LT(std::abs(squares / kDraws - of.sd * of.sd), variance_bound) << of.name;
    EXPECT_LT(mean_bound, 0.02 * of.sd) << of.name;
    EXPECT_LT(variance_bound, 0.02 * of.sd * of.sd) << of.name;
  }
}

// Counts: chi-square over the values that are expected at least twenty times, the rest in one cell
// at either end.
double chi_square_excess(const std::vector<std::uint32_t>& draws,
                         const std::function<double(std::uint32_t)>& probability) {
  const auto n = static_cast<double>(draws.size());
  std::vector<double> seen(*std::ranges::max_element(draws) + 2, 0.0);
  for (const std::uint32_t value : draws) ++seen[value];

  double statistic = 0, cell_seen = 0, cell_expected = 0, expected_so_far = 0;
  int cells = 0;
  const auto close = [&] {
    statistic += (cell_seen - cell_expected) * (cell_seen - cell_expected) / cell_expected;
    cell_seen = cell_expected = 0;
    ++cells;
  };
  for (std::uint32_t value = 0; value < seen.size(); ++value) {
    const double expected = n * probability(value);
    cell_seen += seen[value];
    cell_expected += expected;
    expected_so_far += expected;
    // A cell ends only where enough is left for a last one.
    if (cell_expected >= 20 && n - expected_so_far >= 20) close();
  }
  cell_expected += n - expected_so_far;
  close();
  const boost::math::chi_squared law(cells - 1);
  return statistic / quantile(law, 0.999);
}

constexpr std::uint32_t kCounts = 400'000;

TEST(DistributionDraws, GeometricCountsFitAndAnErrorOfTwoPerCentWouldBeNoticed) {
  for (const double mean : {1.2, 2.0, 7.5, 60.0}) {
    const RandomStream stream(2026, 0, StreamId{"geometric"}, 0);
    std::vector<std::uint32_t> draws(kCounts);
    double sum = 0;
    for (std::uint32_t i = 0; i < kCounts; ++i) {
      sum += draws[i] = geometric_quantile(stream.at(i), mean);
    }
    const auto with_mean = [](double m) {
      return [m](std::uint32_t value) {
        return value == 0 ? 0 : pdf(boost::math::geometric(1 / m), value - 1);
      };
    };

    EXPECT_LT(chi_square_excess(draws, with_mean(mean)), 1) << mean;
    EXPECT_GT(chi_square_excess(draws, with_mean(mean * 1.02)), 1) << mean;
    EXPECT_GT(chi_square_excess(draws, with_mean(mean * 0.98)), 1) << mean;
    const double bound = kNormalBound * std::sqrt(mean * (mean - 1) / kCounts);
    EXPECT_LT(std::abs(sum / kCounts - mean), bound) << mean;
    EXPECT_LT(bound, 0.02 * mean) << mean;
  }
}

TEST(DistributionDraws, PoissonCountsFitAndAnErrorOfTwoPerCentWouldBeNoticed) {
  for (const double mean : {0.2, 2.5, 30.0, 500.0}) {
    const RandomStream stream(2026, 0, StreamId{"poisson"}, 0);
    std::vector<std::uint32_t> draws(kCounts);
    double sum = 0;
    for (std::uint32_t i = 0; i < kCounts; ++i) {
      sum += draws[i] = poisson_quantile(stream.at(i), mean);
    }
    const auto with_mean = [](double m) {
      return [m](std::uint32_t value) { return pdf(boost::math::poisson(m), value); };
    };

    EXPECT_LT(chi_square_excess(draws, with_mean(mean)), 1) << mean;
    EXPECT_GT(chi_square_excess(draws, with_mean(mean * 1.02)), 1) << mean;
    EXPECT_GT(chi_square_excess(draws, with_mean(mean * 0.98)), 1) << mean;
    const double bound = kNormalBound * std::sqrt(mean / kCounts);
    EXPECT_LT(std::abs(sum / kCounts - mean), bound) << mean;
    EXPECT_LT(bound, 0.02 * mean) << mean;
  }
}

}  // namespace
}  // namespace caseload
