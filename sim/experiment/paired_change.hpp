#pragma once

// By how much the rows of one run differ from those of another with the same luck: the mean of the
// differences, replication by replication, with its 95 % interval.

#include <optional>
#include <vector>

#include "sim/experiment/outcome.hpp"
#include "sim/statistics/interval.hpp"
#include "sim/statistics/mean_interval.hpp"

namespace caseload::experiment {

// Of the first `count` rows of both, which are at least two.
template <class Of>
stats::Interval paired_change(const std::vector<MonthOutcome>& rows,
                              const std::vector<MonthOutcome>& others, std::size_t count, Of of) {
  std::vector<double> a, b;
  for (std::size_t i = 0; i < count; ++i) {
    a.push_back(of(rows[i]));
    b.push_back(of(others[i]));
  }
  return stats::paired_difference_interval(a, b, 0.95);
}

// Of what a row may have nothing to take it of, as the mean wait of a month without calls: over the
// replications that have it in both runs; absent where those are fewer than two.
template <class Of>
std::optional<stats::Interval> paired_change_where_any(const std::vector<MonthOutcome>& rows,
                                                       const std::vector<MonthOutcome>& others,
                                                       std::size_t count, Of of) {
  std::vector<double> a, b;
  for (std::size_t i = 0; i < count; ++i) {
    const std::optional<double> mine = of(rows[i]), theirs = of(others[i]);
    if (!mine || !theirs) continue;
    a.push_back(*mine);
    b.push_back(*theirs);
  }
  if (a.size() < 2) return std::nullopt;
  return stats::paired_difference_interval(a, b, 0.95);
}

}  // namespace caseload::experiment
