#pragma once

// staff, on_call, plans, require: who works, who of them works together, and what is asked of them.

#include "scenarios/fields/scenario_file.hpp"

namespace caseload::scenarios {

Value<care::AtShiftEnd> at_shift_end();
Value<StaffFile> staff_fields();
Value<OnCallFile> on_call_fields();
Value<PlanFile> plan_fields();
Value<RequirementFile> requirement_fields();

}  // namespace caseload::scenarios
