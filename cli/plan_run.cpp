#include "cli/plan_run.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "sim/base/wording.hpp"
#include "sim/experiment/verdicts.hpp"

namespace caseload::cli {

experiment::RunOptions run_options(const PlanOptions& options, const std::atomic<bool>& stop,
                                   Progress& progress) {
  experiment::RunOptions run;
  run.seed = options.seed;
  run.replications = options.replications;
  run.threads = options.threads;
  run.stop = &stop;
  run.progress = [&](std::size_t done, std::size_t total) { progress.show(done, total); };
  return run;
}

void note_if_no_yes_is_possible(const experiment::Scenario& scenario, int replications) {
  const int fewest = experiment::replications_for_a_yes(scenario.require);
  if (replications >= fewest) return;
  spdlog::info(
      "with {} no plan can be shown to hold in as many months of 100 as `require:` asks for: it "
      "takes {} in which it always holds, and more where it once does not (--replications {})",
      counted(replications, "replication"), fewest, fewest);
}

std::size_t moving(const std::vector<scenarios::DefaultUsed>& defaults) {
  return static_cast<std::size_t>(
      std::ranges::count(defaults, true, &scenarios::DefaultUsed::own_value_wanted));
}

}  // namespace caseload::cli
