#pragma once

// What no device sends, whoever is measured: the sign of a fault in the sender.

#include <string>

#include "sim/telemetry/reading.hpp"

namespace caseload::wire {

// Empty where the reading is plausible; otherwise what is wrong and what was expected.
std::string implausible(const telemetry::Reading& reading);

}  // namespace caseload::wire
