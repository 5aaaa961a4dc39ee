#pragma once

// The answer of `plan` in sentences a practice manager can act on.
//
// Whole patients with the share, months by name, frequencies as "so many of 200 simulated months",
// and two ranges never mixed: simulation error, which more computing shrinks, and single months,
// which it does not. With default parameters everything is conditional: "If these assumptions hold
// … would".

#include <string>
#include <vector>

#include "reports/plan_report.hpp"

namespace caseload::reports {

// The plan the sentences are about: the cheapest that passes; else the one that comes nearest: the
// better answer, then the more months held, then the cheaper. Requires: a plan that is not
// `unlimited`.
const sim::PlanSummary& plan_in_question(const sim::Summary& summary);

// The month that governs that plan's answer.
const sim::MonthSummary& governing_month(const sim::PlanSummary& plan);
const sim::MonthSummary& month_named(const sim::PlanSummary& plan, sim::CalendarMonth month);

// Index into kMinuteTiers of what is asked to be reached: the first reach requirement's, else 20
// minutes.
std::size_t tier_in_question(const sim::Scenario& scenario);

// One paragraph each, without line breaks: the verdict; what is typical; the next cheaper plan,
// where there is one; the ceiling.
std::vector<std::string> answer_paragraphs(const PlanReport& report);

// "1 RN + 1 MA adds 42 patients a month (40 to 44) to 1 RN …": each plan against the next cheaper
// one, on the same luck, in the governing month of the plan in question. Empty with one
// replication.
std::vector<std::string> step_sentences(const PlanReport& report);

// How to read the numbers, what the model leaves out, and what this is not for.
std::vector<std::string> reading_notes(const PlanReport& report);

}  // namespace caseload::reports
