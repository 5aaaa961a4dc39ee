#pragma once

// What the reports of `plan` are written from. The same facts for text, JSON and CSV.

#include <cstddef>
#include <string>

#include "sim/experiment/summary.hpp"

namespace caseload::reports {

struct PlanReport {
  const sim::Scenario& scenario;
  const sim::Experiment& experiment;
  const sim::Summary& summary;    // of that experiment
  std::string file;               // as given
  std::string version;            // of caseload
  std::size_t defaults_used = 0;  // values the scenario's author did not give
};

}  // namespace caseload::reports
