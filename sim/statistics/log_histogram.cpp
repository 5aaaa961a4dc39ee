#include "sim/statistics/log_histogram.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "sim/base/check.hpp"

namespace caseload::stats {

LogHistogram::LogHistogram(int bits) : bits_(bits) {
  CASELOAD_CHECK(1 <= bits && bits <= 16, "a histogram keeps 1 to 16 bits");
}

double LogHistogram::relative_error() const { return std::ldexp(1.0, -bits_); }

// Below 2^bits the place is the value. Each doubling above takes 2^(bits − 1) places more, so that
// places rise with values and none is left out.
std::size_t LogHistogram::place_of(std::int64_t value) const {
  const auto word = static_cast<std::uint64_t>(value);
  const int dropped = std::max(static_cast<int>(std::bit_width(word)) - bits_, 0);
  return (static_cast<std::size_t>(dropped) << (bits_ - 1)) +
         static_cast<std::size_t>(word >> dropped);
}

LogHistogram::Bucket LogHistogram::bucket(std::size_t place) const {
  const std::size_t half = std::size_t{1} << (bits_ - 1);
  const std::size_t dropped = place < 2 * half ? 0 : place / half - 1;
  const std::uint64_t low = static_cast<std::uint64_t>(place - dropped * half) << dropped;
  const std::uint64_t width = std::uint64_t{1} << dropped;
  return {.low = static_cast<std::int64_t>(low),
          .high = static_cast<std::int64_t>(low + (width - 1)),
          .count = counts_[place]};
}

void LogHistogram::add(std::int64_t value, std::int64_t times) {
  CASELOAD_CHECK(value >= 0, "a histogram was given a negative value");
  CASELOAD_CHECK(times >= 0, "a value was recorded fewer than no times");
  if (times == 0) return;
  const std::size_t place = place_of(value);
  if (place >= counts_.size()) counts_.resize(place + 1);
  counts_[place] += times;
  count_ += times;
  sum_ += static_cast<Sum>(value) * static_cast<Sum>(times);
  lowest_ = std::min(lowest_, value);
  highest_ = std::max(highest_, value);
}

void LogHistogram::merge(const LogHistogram& other) {
  CASELOAD_CHECK(bits_ == other.bits_, "histograms of different precision were merged");
  if (other.counts_.size() > counts_.size()) counts_.resize(other.counts_.size());
  for (std::size_t place = 0; place < other.counts_.size(); ++place) {
    counts_[place] += other.counts_[place];
  }
  count_ += other.count_;
  sum_ += other.sum_;
  lowest_ = std::min(lowest_, other.lowest_);
  highest_ = std::max(highest_, other.highest_);
}

std::int64_t LogHistogram::lowest() const {
  CASELOAD_CHECK(!empty(), "the lowest of nothing was asked for");
  return lowest_;
}

std::int64_t LogHistogram::highest() const {
  CASELOAD_CHECK(!empty(), "the highest of nothing was asked for");
  return highest_;
}

double LogHistogram::mean() const {
  CASELOAD_CHECK(!empty(), "the mean of nothing was asked for");
  return static_cast<double>(sum_) / static_cast<double>(count_);
}

std::int64_t LogHistogram::quantile(double share) const {
  CASELOAD_CHECK(!empty(), "a quantile of nothing was asked for");
  CASELOAD_CHECK(0 <= share && share <= 1, "a quantile lies between 0 and 1");
  // 0.05 · 140 is 7.000000000000001 in floating point; what is a rounding error above a rank is it.
  const double above = share * static_cast<double>(count_) * (1 - 0x1p-50);
  const auto rank =
      std::clamp(static_cast<std::int64_t>(std::ceil(above)), std::int64_t{1}, count_);
  if (rank == 1) return lowest_;
  if (rank == count_) return highest_;
  std::size_t place = 0;
  for (std::int64_t up_to = counts_[0]; up_to < rank; up_to += counts_[place]) ++place;
  const Bucket found = bucket(place);
  return std::clamp(found.low + (found.high - found.low) / 2, lowest_, highest_);
}

std::vector<LogHistogram::Bucket> LogHistogram::buckets() const {
  std::vector<Bucket> filled;
  for (std::size_t place = 0; place < counts_.size(); ++place) {
    if (counts_[place] > 0) filled.push_back(bucket(place));
  }
  return filled;
}

}  // namespace caseload::stats
