#pragma once

// panel: who the patients are, how they measure, answer, join and leave.

#include "scenarios/fields/scenario_file.hpp"

namespace caseload::scenarios {

Value<PanelFile> panel_fields();

}  // namespace caseload::scenarios
