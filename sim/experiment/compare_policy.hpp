#pragma once

// What a policy that follows billing thresholds gives and takes, against doing first what fell due
// first, with the same luck: more patients at 20 minutes, and who waits for it. For comparison
// only; no report shows such a policy without this.

#include <optional>
#include <vector>

#include "sim/experiment/runner.hpp"
#include "sim/statistics/interval.hpp"

namespace caseload::experiment {

// Means over replications, the policy's minus fifo's, each with its 95 % interval.
struct PolicyComparison {
  struct Change {
    stats::Interval patients_at_20;  // everyone enrolled
    // Of patients of high acuity: mean staffed minutes from an alert to its first touch or
    // the end of the month (absent where there were no alerts), and planned contacts that were not
    // made.
    std::optional<stats::Interval> alert_wait_minutes;
    stats::Interval contacts_missed;
  };
  CalendarMonth month;
  int replications = 0;
  std::vector<Change> plans;  // in the experiment's order
};

// Up to 40 replications of one month of the experiment. None where the scenario's policy is not
// threshold-driven, if stopped, or if the experiment holds fewer than two replications.
std::optional<PolicyComparison> compare_policy(const Scenario& scenario,
                                               const Experiment& experiment, CalendarMonth month,
                                               const RunOptions& options);

}  // namespace caseload::experiment
