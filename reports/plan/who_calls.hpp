#pragma once

// Who speaks with whom: patients of other languages and the interpreter, and what primary nurses
// give and take against a pool. Each part is empty where the scenario has no such thing.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "reports/plan/plan_report.hpp"

namespace caseload::reports {

// A month's conversations with patients of other languages, by plan: how many with an interpreter,
// what that costs, and by how much it lengthens the staff's time.
std::string languages_text(const PlanReport& report, std::size_t width);
// The same of the plan the answer is about, in a sentence.
std::string languages_sentence(const PlanReport& report, const experiment::PlanSummary& plan);

std::string against_pool_text(const PlanReport& report, std::size_t width);

// Null where there is nothing to compare, or it was not simulated.
nlohmann::ordered_json against_pool_json(const PlanReport& report);

}  // namespace caseload::reports
