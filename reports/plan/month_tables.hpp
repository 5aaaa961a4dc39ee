#pragma once

// The months of `plan` side by side, one row each: what November and December are like.

#include <string>

#include "reports/plan/plan_report.hpp"

namespace caseload::reports {

// Days of a month on which the practice is open, and the days off by holidays that would otherwise
// be.
struct WorkingDays {
  int open = 0;
  int closed_by_holiday = 0;
};
WorkingDays working_days(const experiment::Scenario& scenario, CalendarMonth month);

// The share in question under every plan, beside each month's working days.
std::string months_of_all_plans(const PlanReport& report, std::size_t width);
// The plan the answer is about: its panel, share, urgent alerts and money in each month.
std::string months_of_plan_asked(const PlanReport& report, std::size_t width);

}  // namespace caseload::reports
