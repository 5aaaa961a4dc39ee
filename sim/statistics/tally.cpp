#include "sim/statistics/tally.hpp"

#include <cmath>

#include "sim/base/check.hpp"

namespace caseload::stats {

void Tally::merge(const Tally& other) {
  if (other.empty()) return;
  if (empty()) {
    *this = other;
    return;
  }
  const double mine = static_cast<double>(count_);
  const double theirs = static_cast<double>(other.count_);
  const double apart = other.mean_ - mean_;
  mean_ += apart * theirs / (mine + theirs);
  squares_ += other.squares_ + apart * apart * mine * theirs / (mine + theirs);
  count_ += other.count_;
}

double Tally::mean() const {
  CASELOAD_CHECK(!empty(), "the mean of nothing was asked for");
  return mean_;
}

double Tally::variance() const {
  CASELOAD_CHECK(count_ >= 2, "the variance of fewer than two values was asked for");
  return squares_ / static_cast<double>(count_ - 1);
}

double Tally::standard_deviation() const { return std::sqrt(variance()); }

double Tally::standard_error() const { return std::sqrt(variance() / static_cast<double>(count_)); }

}  // namespace caseload::stats
