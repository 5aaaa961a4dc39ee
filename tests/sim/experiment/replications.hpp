#pragma once

// Small experiments for tests: a few replications of one plan, and means over them.

#include <vector>

#include "sim/experiment/runner.hpp"
#include "sim/experiment/trial.hpp"

namespace caseload::experiment::testing {

inline std::vector<MonthOutcome> replicate(const Scenario& scenario, const Plan& plan,
                                           int replications) {
  return run_experiment(scenario, {plan},
                        {.seed = 2026, .replications = replications, .threads = 2})
      .outcomes[0][0];
}

// The mean over replications of whatever `of` says about one.
template <class Of>
double mean(const std::vector<MonthOutcome>& rows, Of of) {
  double sum = 0;
  for (const MonthOutcome& row : rows) sum += of(row);
  return sum / static_cast<double>(rows.size());
}

inline double share20(const MonthOutcome& row) {
  return static_cast<double>(row.reached[1].eligible) / row.patients.eligible;
}

}  // namespace caseload::experiment::testing
