#pragma once

// How the plans of a scenario stand to one another, month by month.
//
// A plan that states an outage tests the plan of the same people; nobody chooses it. A plan of the
// same people and more *is* the smaller plan until the first of them begins: what happens before is
// no merit and no fault of the hire.
//
// Months are named months together with the warm-up before them, which the month's simulation lives
// through: an outage in June is felt in the work still open in July.

#include <cstddef>
#include <optional>
#include <vector>

#include "sim/experiment/scenario.hpp"

namespace caseload::experiment {

struct PlanRelation {
  bool stress = false;  // states an outage
  // The place of the plan it tests, or extends; none where there is none among the plans.
  std::optional<std::size_t> reference{};
  // By month: whether its team is another than the reference's, or, of a stress, than it were
  // without the outage. All true for a plan that is no stress and has no reference.
  std::vector<bool> differs{};
};

// Whether anybody who is employed and not out under one of the plans is not so under the other, on
// any day that the month's simulation runs over; or somebody else is paid for the calls.
bool teams_differ(const Scenario& scenario, const Plan& a, const Plan& b, CalendarMonth month);

// A relation for each plan, in their order. Of several plans that a plan extends: the one whose
// team it has in the most of the months, then the one of the most people, then the first.
std::vector<PlanRelation> relate_plans(const Scenario& scenario, const std::vector<Plan>& plans,
                                       const std::vector<CalendarMonth>& months);

}  // namespace caseload::experiment
