#pragma once

// How much of what differs between simulated months is the panel, and how much the month.
//
// Several panels are drawn (or several sets of parameters, one per bootstrap of the data), and each
// lives through the same number of months: a one-way random-effects design. Value = mean + panel +
// month within panel. What lies between panels does not shrink by simulating more months of each.

#include <optional>
#include <span>
#include <vector>

#include "sim/statistics/interval.hpp"

namespace caseload::stats {

// Searle, Casella and McCulloch 1992, §3.5–3.6; variances in the metric's unit squared.
struct VarianceSplit {
  double mean = 0;
  double mean_square_between = 0;  // MSB, panels − 1 degrees of freedom
  double mean_square_within = 0;   // MSW, panels (months − 1)
  double between = 0;              // variance of the panels: max(0, (MSB − MSW) / months)
  double within = 0;               // variance of the months of one panel: MSW
  double share = 0;                // between / (between + within), in [0, 1]
  Interval share_interval;         // exact for normal effects, by the F distribution; cut to [0, 1]
};

// panels[b][m] is month m of panel b. None where no two values differ: there is nothing to split.
// Requires: at least two panels of one length, at least two months, 0 < confidence < 1.
std::optional<VarianceSplit> variance_split(std::span<const std::vector<double>> panels,
                                            double confidence);

}  // namespace caseload::stats
