#pragma once

// The parts of plan.json that take several figures a row: hours, days and limits of a month, and
// what lifting a limit would gain.

#include <bitset>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "sim/experiment/summary.hpp"
#include "sim/experiment/what_if.hpp"

namespace caseload::reports {

// A metric of the kind experiment::Series, by its name. `scheduled`: see
// experiment::scheduled_hours; shares of other hours are null.
nlohmann::ordered_json series_json(std::string_view name, const experiment::MonthSummary& month,
                                   const std::bitset<7 * 24>& scheduled);

// What lifting one limit would gain one plan. Its member `staff` is null for `unlimited`.
nlohmann::ordered_json gains_json(const experiment::PlanGains& gains, bool unlimited);
// The panel's share of the variance, or null.
nlohmann::ordered_json variance_json(const experiment::WhatIf& what_if, const std::string& plan);

}  // namespace caseload::reports
