#pragma once

// Count, mean and variance of a stream of numbers, in one pass and without keeping them.
//
// Two tallies of two halves merge into the tally of the whole, up to rounding: reports merge in a
// fixed order (replication 0 first), so that their bytes do not depend on who counted what.
// Welford 1962 for one value, Pébay 2008 (Sandia SAND2008-6212, eq. 1.5) for a merge.

#include <cmath>
#include <cstdint>

#include "sim/base/check.hpp"

namespace caseload::stats {

class Tally {
 public:
  // Requires: a finite value. Inline: some tallies take a value at every event of a run.
  void add(double value) {
    CASELOAD_CHECK(std::isfinite(value), "a tally was given a value that is not a number");
    ++count_;
    const double from_old_mean = value - mean_;
    mean_ += from_old_mean / static_cast<double>(count_);
    squares_ += from_old_mean * (value - mean_);
  }
  void merge(const Tally& other);

  std::int64_t count() const { return count_; }
  bool empty() const { return count_ == 0; }

  double mean() const;                // requires: not empty
  double variance() const;            // of a sample, divisor n − 1; requires: count ≥ 2
  double standard_deviation() const;  // the same
  double standard_error() const;      // of the mean; the same

 private:
  std::int64_t count_ = 0;
  double mean_ = 0;
  double squares_ = 0;  // Σ (value − mean)²
};

}  // namespace caseload::stats
