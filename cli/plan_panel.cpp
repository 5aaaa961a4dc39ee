#include "cli/plan_panel.hpp"

#include <spdlog/spdlog.h>

#include <optional>

#include "cli/choose.hpp"
#include "cli/console.hpp"
#include "cli/interrupt.hpp"
#include "cli/open_scenario.hpp"
#include "cli/plan_run.hpp"
#include "cli/progress.hpp"
#include "cli/version.hpp"
#include "reports/plan/panel_sweep_report.hpp"
#include "reports/render/output_directory.hpp"
#include "sim/experiment/ceiling.hpp"

namespace caseload::cli {
namespace {

struct Asked {
  scenarios::LoadedScenario loaded;
  std::vector<int> sizes;  // ascending, each once
  reports::Identity identity;
  std::optional<reports::OutputDirectory> directory;

  const experiment::Scenario& scenario() const { return loaded.scenario; }
};

Result<Asked> understand(const PlanOptions& options) {
  if (!options.budget.empty())
    return bad_input("--panel finishes every size it begins: it takes no --budget");
  auto loaded = open_scenario(options.file);
  if (!loaded) return std::unexpected(loaded.error());
  Asked asked{.loaded = std::move(*loaded), .sizes = {}, .identity = {}, .directory = {}};
  if (const auto chosen = choose_months(asked.loaded.scenario, options.months); !chosen)
    return std::unexpected(chosen.error());
  auto sizes = experiment::sizes_to_sweep(asked.scenario(), options.panels);
  if (!sizes) return std::unexpected(sizes.error());
  asked.sizes = std::move(*sizes);
  asked.identity = reports::panel_sweep_identity(asked.scenario(), std::string{kVersion},
                                                 options.seed, options.replications, asked.sizes);
  if (!options.out.empty()) {
    asked.directory.emplace(options.out, "panel.json", options.force);
    if (const auto admitted = asked.directory->admits(asked.identity); !admitted)
      return std::unexpected(admitted.error());
  }
  return asked;
}

experiment::PanelSweep simulate(const Asked& asked, const PlanOptions& options,
                                const std::atomic<bool>& stop) {
  Progress progress{options.quiet};
  return experiment::sweep_panel(asked.scenario(), experiment::plans_and_ceiling(asked.scenario()),
                                 asked.sizes, run_options(options, stop, progress));
}

}  // namespace

Exit plan_panel(const PlanOptions& options) {
  const Result<Asked> asked = understand(options);
  if (!asked) return refuse(asked.error());

  note_if_no_yes_is_possible(asked->scenario(), options.replications);
  const std::atomic<bool>& stop = interrupt_flag();
  const experiment::PanelSweep sweep = simulate(*asked, options, stop);
  if (sweep.sizes.empty()) {
    complain("stopped before the first size was finished: there is nothing to report");
    return Exit::Interrupted;
  }
  const reports::PanelSweepReport report{asked->scenario(), sweep, std::string{kVersion},
                                         moving(asked->loaded.defaults)};
  const std::string json = reports::panel_sweep_json(report);
  const std::string text = reports::panel_sweep_text(report);
  if (const auto printed = print(options.json ? json : text); !printed)
    return refuse(printed.error());
  if (asked->directory) {
    const auto written = asked->directory->write(
        asked->identity, {{"panel.txt", text},
                          {"csv/panel.csv", reports::panel_sweep_csv(report)},
                          {"panel.json", json}});
    if (!written) return refuse(written.error());
    spdlog::info("results are in {}", options.out);
  }
  return sweep.partial ? Exit::Interrupted : Exit::Yes;
}

}  // namespace caseload::cli
