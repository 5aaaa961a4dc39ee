#pragma once

// What `plan` prints: the answer, then tables with one row per plan, then how to read them.
//
// Tables show the month that governs the answer (each plan's verdict: its own worst month), 100
// columns wide; every other month is in plan.json and the CSV files, and in short in the table by
// month.

#include <string>

#include "reports/plan/plan_report.hpp"

namespace caseload::reports {

std::string plan_text(const PlanReport& report);

}  // namespace caseload::reports
