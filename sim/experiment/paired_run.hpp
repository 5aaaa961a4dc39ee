#pragma once

// One month of an experiment simulated once more with one thing changed and the same random
// numbers (common random numbers), to set beside the rows that are there.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "sim/base/check.hpp"
#include "sim/experiment/runner.hpp"

namespace caseload::experiment {

struct PairedRun {
  Experiment other;       // of that month only
  std::size_t month = 0;  // its place in the experiment
  int replications = 0;   // that both have, at least two
};

// Up to 40 replications of every plan of the experiment. Nothing if stopped, or if the experiment
// holds fewer than two. Requires: the experiment has that month.
inline std::optional<PairedRun> paired_run(Scenario changed, const Experiment& experiment,
                                           CalendarMonth month, RunOptions options) {
  constexpr int kReplications = 40;
  const auto found = std::ranges::find(experiment.months, month);
  CASELOAD_CHECK(found != experiment.months.end(), "what is asked about was not simulated");
  options.replications = std::min(kReplications, experiment.replications);
  options.first_replication = experiment.first_replication;
  options.ceilings = false;
  if (options.replications < 2) return std::nullopt;
  changed.months = {month};
  Experiment other = run_experiment(changed, experiment.plans, options);
  if (other.partial) return std::nullopt;
  return PairedRun{std::move(other), static_cast<std::size_t>(found - experiment.months.begin()),
                   options.replications};
}

}  // namespace caseload::experiment
