#pragma once

// A histogram of non-negative whole numbers (microseconds, say) over any range, whose quantiles
// have a stated relative error.
//
// A value is kept by its leading `bits` binary digits: below 2^bits exactly, above that in buckets
// whose width is at most 2^(1 − bits) of the value. A quantile is answered by the middle of its
// bucket and so is wrong by at most 2^−bits of itself: 7 bits, the default, are within 0.8 %; 3
// bits within 12.5 %. Counts, sum, lowest and highest are exact. Merging two histograms gives bit
// for bit what recording all their values in one would have given, in whatever order.
//
// Memory: 8 bytes · 2^(bits − 1) per doubling up to the highest value: 19 KB for one month of
// microseconds at 7 bits. The shape is that of HdrHistogram (Tene) with powers of two throughout.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace caseload::stats {

class LogHistogram {
 public:
  // Requires: 1 ≤ bits ≤ 16.
  explicit LogHistogram(int bits = 7);

  // Requires: value ≥ 0, times ≥ 0.
  void add(std::int64_t value, std::int64_t times = 1);
  // Requires: the same number of bits.
  void merge(const LogHistogram& other);

  int bits() const { return bits_; }
  double relative_error() const;  // 2^−bits: the most a quantile can be wrong, as a share of itself
  std::int64_t count() const { return count_; }
  bool empty() const { return count_ == 0; }

  // All require: not empty.
  std::int64_t lowest() const;
  std::int64_t highest() const;
  double mean() const;  // of the exact sum
  // The value of rank ⌈n · share⌉ in rising order, counted from 1 (percentile.hpp has the same
  // rule), within relative_error(). The ends are exact: 0 gives lowest(), 1 gives highest().
  // Requires: 0 ≤ share ≤ 1, of at most 15 digits.
  std::int64_t quantile(double share) const;

  struct Bucket {
    std::int64_t low = 0;   // the lowest value that falls in here,
    std::int64_t high = 0;  // and the highest
    std::int64_t count = 0;

    friend bool operator==(const Bucket&, const Bucket&) = default;
  };
  // Those that hold anything, in rising order; their counts add up to count().
  std::vector<Bucket> buckets() const;

  friend bool operator==(const LogHistogram&, const LogHistogram&) = default;

 private:
  // 2^63 values of 2^63 each fit.
  __extension__ using Sum = unsigned __int128;

  std::size_t place_of(std::int64_t value) const;
  Bucket bucket(std::size_t place) const;

  int bits_;
  std::vector<std::int64_t> counts_;  // up to the highest place in use
  std::int64_t count_ = 0;
  std::int64_t lowest_ = INT64_MAX;
  std::int64_t highest_ = 0;
  Sum sum_ = 0;
};

}  // namespace caseload::stats
