#pragma once

// What the command line chooses: months and a plan of a scenario, and a wire.

#include <string>
#include <vector>

#include "sim/base/result.hpp"
#include "sim/experiment/scenario.hpp"

namespace caseload::cli {

// A month for which a rule set is in force. "2026-03"
Result<CalendarMonth> choose_month(const experiment::Scenario& scenario, const std::string& text);

// Replaces the scenario's months, in the order given; none given: nothing changes.
Result<void> choose_months(experiment::Scenario& scenario, const std::vector<std::string>& texts);

// By its name in the scenario, or `unlimited`.
Result<experiment::Plan> choose_plan(const experiment::Scenario& scenario, const std::string& name);

// none, embedded, or HOST:PORT.
Result<void> check_wire(const std::string& where);

}  // namespace caseload::cli
