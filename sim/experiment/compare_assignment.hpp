#pragma once

// What primary nursing gives and takes against a pool in which whoever is free calls, with the same
// luck: how often a patient's own nurse calls, and what waits for it.

#include <optional>
#include <vector>

#include "sim/experiment/runner.hpp"
#include "sim/statistics/interval.hpp"

namespace caseload::experiment {

struct AssignmentComparison {
  struct Change {
    // Of the conversations for planned contacts, the share that the patient's primary nurse has: as
    // planned, and by chance in the pool.
    // Absent where there was no such conversation.
    std::optional<double> continuity, continuity_in_pool;
    // Means over replications, primary minus pool, each with its 95 % interval.
    stats::Interval patients_at_20;            // everyone enrolled
    stats::Interval patients_at_20_as_stated;  // the same, had everything taken its stated duration
    std::optional<stats::Interval> wait_hours;  // from a planned contact falling due to a call for
                                                // it; absent where none was placed
    stats::Interval conversations;              // for planned contacts
    stats::Interval interpreter_minutes;
  };
  CalendarMonth month;
  int replications = 0;
  std::vector<Change> plans;  // in the experiment's order
};

// Up to 40 replications of one month of the experiment. None where the scenario's assignment is the
// pool, if stopped, or if the experiment holds fewer than two replications.
std::optional<AssignmentComparison> compare_assignment(const Scenario& scenario,
                                                       const Experiment& experiment,
                                                       CalendarMonth month,
                                                       const RunOptions& options);

}  // namespace caseload::experiment
