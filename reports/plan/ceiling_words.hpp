#pragma once

// What a plan's own people could reach at most, and what of a plan's patients is owed to longer
// minutes: Medicare pays for time, so that slow work reaches a step sooner. No gain of that kind
// stands anywhere without being called by its name.

#include <cstddef>
#include <string>
#include <vector>

#include "reports/plan/plan_report.hpp"

namespace caseload::reports {

// Of a plan by its place in the summary, in the month in question. Empty where there is nothing to
// tell: the first without ceilings (a run that did not ask for them) or eligible patients, the
// second where pace and interpreters make less than half a patient's difference.
std::string ceiling_paragraph(const PlanReport& report, std::size_t plan);
std::string longer_minutes_paragraph(const PlanReport& report, std::size_t plan);

// Whether the second has anything to tell of any plan.
bool pace_matters(const PlanReport& report);

// The same of several plans that stand side by side, in one sentence: who, and how many patients of
// each in the mean. Empty where it is less than half a patient of every one.
struct ByLonger {
  std::string plan;
  double patients = 0;
};
std::string by_longer_sentence(const std::vector<ByLonger>& plans, int minutes);

}  // namespace caseload::reports
