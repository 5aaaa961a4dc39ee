#pragma once

// The tables of a plan for spreadsheets and statistics programs, tidy: one kind of thing per file,
// one of it per row.
//
//   csv/plans.csv    a plan: its cost and verdict
//   csv/shares.csv   a plan, month and metric: count, share, interval, percentiles
//   csv/codes.csv    a plan, month and billing code: mean units, rate, revenue in full and expected
//   csv/staff.csv    a plan, month and person: mean minutes of each kind
//   csv/runs.csv     a plan, month and replication: everything counted
//
// and how the days of a month go (operations_csv.hpp).

#include <vector>

#include "reports/plan/plan_report.hpp"
#include "reports/render/output_directory.hpp"

namespace caseload::reports {

std::vector<OutputFile> plan_csv(const PlanReport& report);

}  // namespace caseload::reports
