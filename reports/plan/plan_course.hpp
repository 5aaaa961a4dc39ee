#pragma once

// Over which of the named months a plan holds, and what keeps it from holding, in words.

#include <string>

#include "reports/plan/plan_report.hpp"

namespace caseload::reports {

// "178 of 200 simulated months of February 2026"
std::string months_of(const experiment::RequirementVerdict& verdict);

// Of a plan that is judged by some of the named months only: " from July 2026 on"; else "".
std::string from_words(const experiment::PlanSummary& plan);

// "holds through June 2026, fails first in July 2026 (12 of 60 simulated months) and holds from
// October 2026 on": of all named months, or of those before the plan's own begin. Requires:
// something is asked; there are such months.
enum class Months : std::uint8_t { All, Judged, Before };
std::string course_words(const experiment::PlanSummary& plan, Months which);

// How often each requirement held in that month under the plan, the worst first: "55 % at 20
// minutes in 178, at most 2 urgent alerts late in 195". Empty where only one thing is asked.
std::string one_by_one(const experiment::Scenario& scenario, const experiment::PlanSummary& plan,
                       CalendarMonth month);

// A sentence for each plan that states an outage: how the plan it tests would do under it.
std::vector<std::string> stress_sentences(const PlanReport& report);

// Of a plan whose own people are employed in no named month: that it is another plan there.
std::string same_team_sentence(const experiment::Summary& summary,
                               const experiment::PlanSummary& plan);

}  // namespace caseload::reports
