// Neighbouring addresses are what a counter-based generator would get wrong first. Seeds are fixed:
// the numbers are always the same, and the bounds are wide enough to hold for nearly every seed.

#include <gtest/gtest.h>

#include <array>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/random.hpp"

namespace caseload {
namespace {

constexpr std::uint32_t kDraws = 1U << 16;
constexpr double kDoubt = 1e-4;  // of a two-sided test, with another seed

double chi_square_of(const std::vector<int>& counts, double expected) {
  double sum = 0;
  for (const int count : counts) sum += (count - expected) * (count - expected) / expected;
  return sum;
}

void expect_even(const std::vector<int>& counts, const std::string& what) {
  const boost::math::chi_squared law(static_cast<double>(counts.size() - 1));
  const double statistic =
      chi_square_of(counts, static_cast<double>(kDraws) / static_cast<double>(counts.size()));

  EXPECT_GT(statistic, quantile(law, kDoubt / 2)) << what << ": too even";
  EXPECT_LT(statistic, quantile(law, 1 - kDoubt / 2)) << what << ": uneven";
}

// Pairs over a 16 × 16 board, and their correlation.
void expect_independent(const std::function<std::pair<double, double>(std::uint32_t)>& pair,
                        const std::string& what) {
  std::vector<int> board(256, 0);
  double products = 0;
  for (std::uint32_t i = 0; i < kDraws; ++i) {
    const auto [first, second] = pair(i);
    ++board[static_cast<std::size_t>(first * 16) * 16 + static_cast<std::size_t>(second * 16)];
    products += (first - 0.5) * (second - 0.5);
  }

  expect_even(board, what);
  const double correlation = 12 * products / kDraws;
  EXPECT_LT(std::abs(correlation) * std::sqrt(kDraws), 3.9) << what;
}

TEST(RandomIndependence, UniformsFillTheUnitEvenly) {
  const RandomStream stream(20260301, 0, StreamId{"even"}, 5);
  std::vector<int> cells(1024, 0);

  for (std::uint32_t i = 0; i < kDraws; ++i) ++cells[static_cast<std::size_t>(stream.at(i) * 1024)];

  expect_even(cells, "uniforms");
}

TEST(RandomIndependence, NeighboursInEveryDirectionAreStrangers) {
  constexpr StreamId kThis{"this"};
  constexpr StreamId kThat{"that"};

  expect_independent(
      [=](std::uint32_t i) {
        const RandomStream s(1, 0, kThis, 0);
        return std::pair{s.at(2 * i), s.at(2 * i + 1)};
      },
      "index");
  expect_independent(
      [=](std::uint32_t i) {
        return std::pair{RandomStream(1, 0, kThis, 2 * i).at(0),
                         RandomStream(1, 0, kThis, 2 * i + 1).at(0)};
      },
      "entity");
  expect_independent(
      [=](std::uint32_t i) {
        return std::pair{RandomStream(1, 2 * i, kThis, 0).at(0),
                         RandomStream(1, 2 * i + 1, kThis, 0).at(0)};
      },
      "replication");
  expect_independent(
      [=](std::uint32_t i) {
        return std::pair{RandomStream(1, 0, kThis, i).at(0), RandomStream(1, 0, kThat, i).at(0)};
      },
      "purpose");
  expect_independent(
      [=](std::uint32_t i) {
        return std::pair{RandomStream(2 * i, 0, kThis, 0).at(0),
                         RandomStream(2 * i + 1, 0, kThis, 0).at(0)};
      },
      "seed");
  // Patient i on day j against patient j on day i: swapped coordinates must not meet.
  expect_independent(
      [=](std::uint32_t i) {
        return std::pair{RandomStream(1, 0, kThis, i).at(i + 1),
                         RandomStream(1, 0, kThis, i + 1).at(i)};
      },
      "entity and index swapped");
}

// As the rooms step through their indices: the same hour of the next day, the next month's first
// message, the same ordinal of the next activity; and the same draw two and 4096 people on.
TEST(RandomIndependence, StridesInUseLeadToStrangers) {
  for (const std::uint32_t stride : {2U, 8U, 16U, 24U, 168U, 256U, 1U << 20}) {
    expect_independent(
        [=](std::uint32_t i) {
          const RandomStream s(1, 0, StreamId{"stride"}, i / 64);
          const std::uint32_t index = i % 64 * 2 * stride;
          return std::pair{s.at(index), s.at(index + stride)};
        },
        "index + " + std::to_string(stride));
  }
  for (const std::uint32_t stride : {2U, 4096U, 1U << 16}) {
    expect_independent(
        [=](std::uint32_t i) {
          const std::uint32_t entity = i / 64 * 2 * stride;
          return std::pair{RandomStream(1, 0, StreamId{"stride"}, entity).at(i % 64),
                           RandomStream(1, 0, StreamId{"stride"}, entity + stride).at(i % 64)};
        },
        "entity + " + std::to_string(stride));
  }
}

// Lags of one stream up to a month of days.
TEST(RandomIndependence, AStreamDoesNotRepeatItself) {
  const RandomStream stream(3, 0, StreamId{"lags"}, 0);
  std::vector<double> draws(kDraws + 31);
  for (std::uint32_t i = 0; i < draws.size(); ++i) draws[i] = stream.at(i) - 0.5;

  for (std::uint32_t lag = 1; lag <= 31; ++lag) {
    double products = 0;
    for (std::uint32_t i = 0; i < kDraws; ++i) products += draws[i] * draws[i + lag];
    EXPECT_LT(std::abs(12 * products / std::sqrt(kDraws)), 4.2)
        << "1 in 1,000 over 31 lags: " << lag;
  }
}

TEST(RandomIndependence, TheFourOfABlockAreStrangers) {
  const RandomStream stream(1, 0, StreamId{"four"}, 0);

  for (std::size_t a = 0; a < 4; ++a) {
    for (std::size_t b = a + 1; b < 4; ++b) {
      expect_independent(
          [&](std::uint32_t i) {
            const std::array<double, 4> four = stream.four_at(i);
            return std::pair{four[a], four[b]};
          },
          "words " + std::to_string(a) + " and " + std::to_string(b));
    }
  }
}

}  // namespace
}  // namespace caseload
