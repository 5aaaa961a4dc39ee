#include "sim/statistics/quantile_interval.hpp"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/statistics/boost_policy.hpp"

namespace caseload::stats {

namespace {

// P(Bin(n, share) ≤ k) = I_{1 − share}(n − k, k + 1).
double chance_of_at_most(std::int64_t k, std::int64_t n, double share) {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return boost::math::ibetac(static_cast<double>(k + 1), static_cast<double>(n - k), share,
                             BoostPolicy{});
}

// How many k in 0 … n − 1 come before the first for which `reached` holds; it holds for all after.
template <class Reached>
std::int64_t how_many_before(std::int64_t n, Reached reached) {
  std::int64_t low = 0;
  std::int64_t high = n;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    if (reached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

void check_arguments(std::int64_t n, double share, double confidence) {
  CASELOAD_CHECK(n >= 0, "a sample has no negative size");
  CASELOAD_CHECK(0 < share && share < 1, "a quantile lies between 0 and 1");
  CASELOAD_CHECK(0 < confidence && confidence < 1, "a confidence lies between 0 and 1");
}

double value_of_rank(std::span<const double> values, std::int64_t rank) {
  std::vector<double> copy(values.begin(), values.end());
  const auto place = static_cast<std::ptrdiff_t>(rank - 1);
  std::ranges::nth_element(copy, copy.begin() + place);
  return copy[static_cast<std::size_t>(place)];
}

}  // namespace

std::optional<std::int64_t> rank_of_at_least(std::int64_t n, double share, double confidence) {
  check_arguments(n, share, confidence);
  // Of the ranks r, those with k = r − 1 not yet too likely.
  const std::int64_t rank = how_many_before(
      n, [&](std::int64_t k) { return chance_of_at_most(k, n, share) > 1 - confidence; });
  if (rank == 0) return std::nullopt;
  return rank;
}

std::optional<std::int64_t> rank_of_at_most(std::int64_t n, double share, double confidence) {
  check_arguments(n, share, confidence);
  const std::int64_t before = how_many_before(
      n, [&](std::int64_t k) { return chance_of_at_most(k, n, share) >= confidence; });
  if (before == n) return std::nullopt;
  return before + 1;
}

std::optional<double> quantile_at_least(std::span<const double> values, double share,
                                        double confidence) {
  const auto rank = rank_of_at_least(std::ssize(values), share, confidence);
  if (!rank) return std::nullopt;
  return value_of_rank(values, *rank);
}

std::optional<double> quantile_at_most(std::span<const double> values, double share,
                                       double confidence) {
  const auto rank = rank_of_at_most(std::ssize(values), share, confidence);
  if (!rank) return std::nullopt;
  return value_of_rank(values, *rank);
}

std::optional<Interval> quantile_interval(std::span<const double> values, double share,
                                          double confidence) {
  const double each_side = 0.5 + confidence / 2;
  const auto low = quantile_at_least(values, share, each_side);
  const auto high = quantile_at_most(values, share, each_side);
  if (!low || !high) return std::nullopt;
  return Interval{.low = *low, .high = *high};
}

}  // namespace caseload::stats
