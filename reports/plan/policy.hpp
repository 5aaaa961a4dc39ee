#pragma once

// Which policy a report rests on; and where it follows billing thresholds, the label that says so
// and what it gave and took against fifo.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "reports/plan/plan_report.hpp"

namespace caseload::reports {

// Empty where the policy is not threshold-driven.
std::string against_fifo_text(const PlanReport& report, std::size_t width);

// `compare_policy` is null where there is nothing to compare, or it was not simulated.
nlohmann::ordered_json policy_json(const PlanReport& report);

}  // namespace caseload::reports
