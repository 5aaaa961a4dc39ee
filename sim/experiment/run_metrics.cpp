#include "sim/experiment/run_metrics.hpp"

#include "sim/statistics/tally.hpp"

namespace caseload::experiment {

double mean_minutes(std::span<const MonthOutcome> replications, std::size_t person,
                    const StaffMetric& metric) {
  stats::Tally minutes;
  for (const MonthOutcome& row : replications)
    minutes.add(to_minutes(row.staff[person].*metric.part));
  return minutes.mean();
}

}  // namespace caseload::experiment
