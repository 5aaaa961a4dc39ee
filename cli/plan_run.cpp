#include "cli/plan_run.hpp"

#include <algorithm>

#include "sim/experiment/ceiling.hpp"

namespace caseload::cli {

std::vector<sim::Plan> plans_and_ceiling(const sim::Scenario& scenario) {
  std::vector<sim::Plan> plans = scenario.plans;
  plans.push_back(sim::unlimited_plan(scenario));
  return plans;
}

sim::RunOptions run_options(const PlanOptions& options, const std::atomic<bool>& stop,
                            Progress& progress) {
  sim::RunOptions run;
  run.seed = options.seed;
  run.replications = options.replications;
  run.threads = options.threads;
  run.stop = &stop;
  run.progress = [&](std::size_t done, std::size_t total) { progress.show(done, total); };
  return run;
}

std::size_t moving(const std::vector<scenarios::DefaultUsed>& defaults) {
  return static_cast<std::size_t>(
      std::ranges::count(defaults, true, &scenarios::DefaultUsed::own_value_wanted));
}

}  // namespace caseload::cli
