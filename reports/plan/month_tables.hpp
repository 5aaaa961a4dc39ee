#pragma once

// The months of `plan` side by side, one row each: what November and December are like.

#include <string>

#include "reports/plan/plan_report.hpp"

namespace caseload::reports {

// The share in question under every plan, beside each month's working days.
std::string months_of_all_plans(const PlanReport& report, std::size_t width);
// The plan the answer is about: its panel, share, urgent alerts and money in each month.
std::string months_of_plan_asked(const PlanReport& report, std::size_t width);

}  // namespace caseload::reports
