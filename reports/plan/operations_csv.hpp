#pragma once

// The days of a month for spreadsheets, tidy:
//
// each with a row per plan, month and
//   csv/missed.csv     cause: patients who missed 20 minutes
//   csv/waits.csv      severity, clock and limit: share first touched within it
//   csv/arrivals.csv   severity and hour of the day: alerts raised, late on each clock
//   csv/busy.csv       weekday and hour: minutes staffed, share busy, share ringing in vain
//   csv/open_work.csv  day: work that was due and not taken up at its end
//   csv/costs.csv      line: dollars
//   csv/hours.csv      activity: minutes worked; as "idle", minutes present with nothing due

#include <vector>

#include "reports/plan/plan_report.hpp"
#include "reports/render/output_directory.hpp"

namespace caseload::reports {

std::vector<OutputFile> operations_csv(const PlanReport& report);

}  // namespace caseload::reports
