#pragma once

// What somebody chooses of a scenario: months that can be billed, and a plan.

#include <string>
#include <vector>

#include "sim/base/result.hpp"
#include "sim/experiment/scenario.hpp"

namespace caseload::scenarios {

// A month on every day of which a rule set is in force: device periods that end in it are billed by
// the day they end on. "2026-03"
Result<CalendarMonth> choose_month(const experiment::Scenario& scenario, const std::string& text);

// Replaces the scenario's months, in the order given; a year stands for its twelve. None given:
// nothing changes.
Result<void> choose_months(experiment::Scenario& scenario, const std::vector<std::string>& texts);

// By its name in the scenario, or `unlimited`.
Result<experiment::Plan> choose_plan(const experiment::Scenario& scenario, const std::string& name);

}  // namespace caseload::scenarios
