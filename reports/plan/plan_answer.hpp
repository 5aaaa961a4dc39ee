#pragma once

// The answer of `plan` in sentences a practice manager can act on.
//
// Whole patients with the share, months by name, frequencies as "so many of 200 simulated months",
// and two ranges never mixed: simulation error, which more computing shrinks, and single months,
// which it does not. With default parameters everything is conditional: "If these assumptions hold
// … would".

#include <string>
#include <vector>

#include "reports/plan/plan_report.hpp"

namespace caseload::reports {

// One paragraph each, without line breaks: the verdict; what is typical; what it earns and costs;
// the next cheaper plan, where there is one; the ceiling.
std::vector<std::string> answer_paragraphs(const PlanReport& report);

}  // namespace caseload::reports
