#pragma once

// The days of a month for spreadsheets, tidy:
//
//   csv/missed.csv     a plan, month and cause: patients who missed 20 minutes
//   csv/waits.csv      a plan, month, severity, clock and limit: share first touched within it
//   csv/arrivals.csv   a plan, month, severity and hour of the day: alerts raised, late on each
//   clock csv/busy.csv       a plan, month, weekday and hour: minutes staffed, share busy and
//   ringing in vain csv/open_work.csv  a plan, month and day: work that was due and not taken up at
//   its end csv/costs.csv      a plan, month and line: dollars

#include <vector>

#include "reports/output_directory.hpp"
#include "reports/plan_report.hpp"

namespace caseload::reports {

std::vector<OutputFile> operations_csv(const PlanReport& report);

}  // namespace caseload::reports
