#pragma once

// What each step of hiring would change: each plan that may be chosen against the next cheaper one,
// on the same luck.

#include <cstddef>
#include <optional>
#include <vector>

#include "sim/experiment/summary.hpp"
#include "sim/statistics/interval.hpp"

namespace caseload::experiment {

struct HiringStep {
  std::size_t plan = 0, cheaper = 0;  // places
  // The month it is told of: the one in question if the two teams differ in it; else, of those in
  // which they do, the worst for the dearer plan. Absent where they differ in none, and then the
  // rest means nothing.
  std::optional<std::size_t> month;
  // 95 % intervals of the mean difference, the plan's minus the cheaper one's.
  stats::Interval patients, patients_as_stated;  // everyone at the step of minutes in question
  stats::Interval expected_revenue_usd, cost_usd, interpreter_hours;
};

// None with one replication.
std::vector<HiringStep> hiring_steps(const Scenario& scenario, const Experiment& experiment,
                                     const Summary& summary);

}  // namespace caseload::experiment
