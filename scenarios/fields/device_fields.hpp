#pragma once

// devices: how the emulated hardware errs, and how its readings travel.

#include "scenarios/fields/scenario_file.hpp"

namespace caseload::scenarios {

Value<devices::DeviceSettings> device_fields();

}  // namespace caseload::scenarios
