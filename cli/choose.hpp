#pragma once

// What the command line chooses: months and a plan of a scenario, and a wire.

#include <string>
#include <vector>

#include "sim/base/result.hpp"
#include "sim/experiment/scenario.hpp"

namespace caseload::cli {

// A month for which a rule set is in force. "2026-03"
sim::Result<sim::CalendarMonth> choose_month(const sim::Scenario& scenario,
                                             const std::string& text);

// Replaces the scenario's months, in the order given; none given: nothing changes.
sim::Result<void> choose_months(sim::Scenario& scenario, const std::vector<std::string>& texts);

// By its name in the scenario, or `unlimited`.
sim::Result<sim::Plan> choose_plan(const sim::Scenario& scenario, const std::string& name);

// none, embedded, or HOST:PORT.
sim::Result<void> check_wire(const std::string& where);

}  // namespace caseload::cli
