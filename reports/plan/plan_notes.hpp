#pragma once

// What stands below the tables of `plan`: what each step of hiring would change, and how to read it
// all.

#include <string>
#include <vector>

#include "reports/plan/plan_report.hpp"

namespace caseload::reports {

// "2 RN instead of 1 RN: patients at 20 minutes +42 (40 to 44), …": each plan against the next
// cheaper one, on the same luck, in the month that governs the plan in question. Empty with one
// replication.
std::vector<std::string> step_sentences(const PlanReport& report);

// How to read the numbers, what the model leaves out, and what this is not for.
std::vector<std::string> reading_notes(const PlanReport& report);

}  // namespace caseload::reports
