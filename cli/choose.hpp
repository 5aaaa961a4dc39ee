#pragma once

// What the command line chooses: months and a plan of a scenario (scenarios/choose.hpp), and a
// wire.

#include <string>

#include "scenarios/choose.hpp"
#include "sim/base/result.hpp"

namespace caseload::cli {

using scenarios::choose_month;
using scenarios::choose_months;
using scenarios::choose_plan;

// none, embedded, or HOST:PORT.
Result<void> check_wire(const std::string& where);

}  // namespace caseload::cli
