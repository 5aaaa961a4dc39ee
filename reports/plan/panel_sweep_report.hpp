#pragma once

// How large a panel each team would carry: `plan --panel 200,250,…` for people and programs.

#include <string>
#include <vector>

#include "reports/render/output_directory.hpp"
#include "sim/experiment/panel_sweep.hpp"

namespace caseload::reports {

struct PanelSweepReport {
  const experiment::Scenario& scenario;  // as given; the sizes are the sweep's
  const experiment::PanelSweep& sweep;
  std::string version;              // of caseload
  std::size_t moving_defaults = 0;  // values the scenario's author did not give, and that matter
};

// Requires: at least one size was finished.
std::string panel_sweep_text(const PanelSweepReport& report);
std::string panel_sweep_json(const PanelSweepReport& report);
std::string panel_sweep_csv(const PanelSweepReport& report);

// 2: as plan.json's.
inline constexpr int kPanelSweepSchemaVersion = 2;
Identity panel_sweep_identity(const experiment::Scenario& scenario, const std::string& version,
                              std::uint64_t seed, int replications, const std::vector<int>& sizes);

}  // namespace caseload::reports
