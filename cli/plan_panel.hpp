#pragma once

// caseload plan FILE --panel 200,250,300: how large a panel each team would carry.

#include "cli/exit_code.hpp"
#include "cli/plan_options.hpp"

namespace caseload::cli {

Exit plan_panel(const PlanOptions& options);

}  // namespace caseload::cli
