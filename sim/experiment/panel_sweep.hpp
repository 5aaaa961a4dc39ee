#pragma once

// The same practice with panels of other sizes: how far can it grow before somebody must be hired?
//
// Each size is an experiment of its own with the same luck: the patients of a smaller panel are
// among those of a larger one. A panel begins with its size and follows the scenario's recruitment
// and drop-out, with offers of the programme in proportion; staff and plans stay as they are.

#include <optional>
#include <vector>

#include "sim/base/result.hpp"
#include "sim/experiment/summary.hpp"

namespace caseload::experiment {

// `scenario` with a panel of so many patients, and offers in proportion.
Scenario with_panel(Scenario scenario, int patients);

// The sizes asked for, ascending and each once. Error (BadInput): the scenario plans the size of
// its panel, or asks for nothing that a size could meet.
Result<std::vector<int>> sizes_to_sweep(const Scenario& scenario, std::vector<int> asked);

struct PanelSize {
  int patients = 0;
  double offers_per_month = 0;
  Summary summary;
  std::uint64_t fingerprint = 0;
};

struct PanelSweep {
  std::vector<PanelSize> sizes;  // as asked for, ascending
  std::uint64_t seed = 1;
  int replications = 0;
  bool partial = false;  // stopped: the sizes that were finished, each whole
  std::uint64_t fingerprint = 0;
};

// Requires: sizes > 0, ascending; no budget in `options` (a size is finished or left out).
PanelSweep sweep_panel(const Scenario& scenario, const std::vector<Plan>& plans,
                       const std::vector<int>& sizes, const RunOptions& options);

// Up to which of the sizes a plan (by its place) answers yes at every one of them, and the first at
// which it answers no. Sizes between are too close to call.
struct Reach {
  std::optional<int> enough_up_to;
  std::optional<int> not_enough_at;
};
Reach reach_of(const PanelSweep& sweep, std::size_t plan);

// The month whose figures are shown of every size: the named month in which, over all sizes, the
// plans that may be chosen hold least often; of those in which the fewest of them have the team of
// another one.
CalendarMonth month_shown(const PanelSweep& sweep);

}  // namespace caseload::experiment
