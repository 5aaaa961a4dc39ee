#pragma once

// A digest of everything in a scenario that can change a result, after defaults and dates are
// resolved.
//
// Two files that mean the same have the same digest, whatever their comments, key order and
// spelling of quantities ("60min", "1h"); the name of the file and its purpose do not enter.

#include <string>

#include "devices/factory.hpp"
#include "sim/experiment/scenario.hpp"

namespace caseload::scenarios {

// 16 hexadecimal digits. `devices` are the settings behind scenario.make_device.
std::string scenario_hash(const experiment::Scenario& scenario,
                          const devices::DeviceSettings& devices);

}  // namespace caseload::scenarios
