#pragma once

// Who works under a plan.

#include <string>
#include <vector>

#include "sim/experiment/scenario.hpp"

namespace caseload::experiment {

// The plan's people, away while the plan says so, and after them the floats who cover for them and
// have no hours of their own.
std::vector<care::StaffMember> team_of(const Scenario& scenario, const Plan& plan);

// The same in words, the plan's people first: "Ana", "Ben (out 2026-02-02 to 2026-03-15)",
// "Fay (covers)".
std::vector<std::string> people_of(const Scenario& scenario, const Plan& plan);

}  // namespace caseload::experiment
