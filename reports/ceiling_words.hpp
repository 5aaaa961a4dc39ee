#pragma once

// What a plan's own people could reach at most, and what of a plan's patients is owed to longer minutes:
// Medicare pays for time, so that slow work reaches a step sooner. No gain of that kind stands anywhere
// without being called by its name.

#include <cstddef>
#include <string>

#include "reports/plan_report.hpp"

namespace caseload::reports {

// Of a plan by its place in the summary, in the month in question. Empty where there is nothing to
// tell: the first without ceilings (a run that did not ask for them) or eligible patients, the second
// where pace and interpreters make less than half a patient's difference.
std::string ceiling_paragraph(const PlanReport& report, std::size_t plan);
std::string longer_minutes_paragraph(const PlanReport& report, std::size_t plan);

// Whether the second has anything to tell of any plan.
bool pace_matters(const PlanReport& report);

}  // namespace caseload::reports
