#pragma once

// The parts of plan.json that tell how the days of a month go.

#include <bitset>
#include <nlohmann/json_fwd.hpp>

#include "sim/experiment/operations.hpp"
#include "sim/experiment/what_if.hpp"

namespace caseload::reports {

// Of one plan and month. Shares are fractions of 1, rounded to six digits, and null of nothing;
// dollars to cents. `scheduled`: see scheduled_hours.hpp.
nlohmann::ordered_json operations_json(const experiment::OperationsSummary& operations,
                                       const std::bitset<7 * 24>& scheduled);

// What lifting one limit would gain one plan. Its member `staff` is null for `unlimited`.
nlohmann::ordered_json gains_json(const experiment::PlanGains& gains, bool unlimited);
// The panel's share of the variance, or null.
nlohmann::ordered_json variance_json(const experiment::WhatIf& what_if, const std::string& plan);

}  // namespace caseload::reports
