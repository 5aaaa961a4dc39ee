#pragma once

// caseload plan FILE --as-of DAY --state CSV: how a month that has begun would end.

#include "cli/exit_code.hpp"
#include "cli/plan_options.hpp"

namespace caseload::cli {

Exit plan_as_of(const PlanOptions& options);

}  // namespace caseload::cli
