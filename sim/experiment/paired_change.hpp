#pragma once

// By how much the rows of one run differ from those of another with the same luck: the mean of the
// differences, replication by replication, with its 95 % interval.

#include <vector>

#include "sim/experiment/outcome.hpp"
#include "sim/statistics/interval.hpp"
#include "sim/statistics/mean_interval.hpp"

namespace caseload::sim {

// Of the first `count` rows of both, which are at least two.
template <class Of>
Interval paired_change(const std::vector<MonthOutcome>& rows,
                       const std::vector<MonthOutcome>& others, std::size_t count, Of of) {
  std::vector<double> a, b;
  for (std::size_t i = 0; i < count; ++i) {
    a.push_back(of(rows[i]));
    b.push_back(of(others[i]));
  }
  return paired_difference_interval(a, b, 0.95);
}

}  // namespace caseload::sim
