#include "sim/statistics/kim_nelson.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/base/check.hpp"
#include "sim/statistics/tally.hpp"

namespace caseload::stats {

KimNelson::KimNelson(int plans, const SelectionRules& rules) : plans_(plans), rules_(rules) {
  CASELOAD_CHECK(plans >= 1, "there is nothing to choose from");
  CASELOAD_CHECK(rules.worth > 0, "a difference worth caring about is above 0");
  CASELOAD_CHECK((plans == 1 || 1.0 / plans < rules.confidence) && rules.confidence < 1,
                 "the confidence of a choice lies between guessing and 1");
  CASELOAD_CHECK(rules.first >= 2, "a variance needs two replications");
  const auto k = static_cast<std::size_t>(plans);
  remaining_.resize(k);
  std::iota(remaining_.begin(), remaining_.end(), 0);
  counts_.resize(k);
  sums_.resize(k);
  reaches_.resize(k * k);
}

double& KimNelson::reach(int a, int b) {
  return reaches_[static_cast<std::size_t>(a) * static_cast<std::size_t>(plans_) +
                  static_cast<std::size_t>(b)];
}

void KimNelson::add(std::span<const double> row) {
  CASELOAD_CHECK(!finished(), "a choice already made was given another replication");
  CASELOAD_CHECK(row.size() == remaining_.size(), "a row has one value for each remaining plan");
  ++replications_;
  for (std::size_t i = 0; i < row.size(); ++i) {
    CASELOAD_CHECK(std::isfinite(row[i]), "a plan's value is not a number");
    const auto plan = static_cast<std::size_t>(remaining_[i]);
    sums_[plan] += row[i];
    ++counts_[plan];
  }
  if (replications_ <= rules_.first) first_rows_.insert(first_rows_.end(), row.begin(), row.end());
  if (replications_ == rules_.first) measure_differences();
  if (replications_ >= rules_.first) screen();
}

void KimNelson::measure_differences() {
  const double degrees = static_cast<double>(rules_.first - 1);
  const double per_pair = 2 * (1 - rules_.confidence) / (plans_ - 1);
  const double eta = (std::pow(per_pair, -2 / degrees) - 1) / 2;
  const double h2 = 2 * eta * degrees;
  for (int a = 0; a < plans_; ++a) {
    for (int b = 0; b < a; ++b) {
      Tally difference;
      for (std::size_t row = 0; row < first_rows_.size(); row += static_cast<std::size_t>(plans_)) {
        difference.add(first_rows_[row + static_cast<std::size_t>(a)] -
                       first_rows_[row + static_cast<std::size_t>(b)]);
      }
      reach(a, b) = reach(b, a) = h2 * difference.variance() / (rules_.worth * rules_.worth);
    }
  }
  first_rows_ = {};
}

// By how much the mean of one may lie below the other's without being dropped; 0 in the end.
double KimNelson::slack(int a, int b) {
  const auto r = static_cast<double>(replications_);
  return std::max(0.0, rules_.worth / (2 * r) * (reach(a, b) - r));
}

void KimNelson::screen() {
  std::vector<int> kept;
  bool told_apart = true;
  for (const int plan : remaining_) {
    bool behind = false;
    for (const int other : remaining_) {
      if (other == plan) continue;
      const double apart = slack(plan, other);
      if (apart > 0) told_apart = false;
      if (mean(plan) < mean(other) - apart) behind = true;
    }
    if (!behind) kept.push_back(plan);
  }
  // Without slack only equal means are left beside the largest.
  if (told_apart) kept.resize(1);
  remaining_ = std::move(kept);
}

std::optional<int> KimNelson::best() const {
  if (!finished()) return std::nullopt;
  return remaining_.front();
}

std::int64_t KimNelson::replications_of(int plan) const {
  CASELOAD_CHECK(0 <= plan && plan < plans_, "there is no such plan");
  return counts_[static_cast<std::size_t>(plan)];
}

double KimNelson::mean(int plan) const {
  CASELOAD_CHECK(replications_of(plan) >= 1, "the mean of a plan that never ran was asked for");
  return sums_[static_cast<std::size_t>(plan)] / static_cast<double>(replications_of(plan));
}

}  // namespace caseload::stats
