#pragma once

// The ceiling of a plan: the same people in the same hours, never busy and never away. What it does
// not reach, no hiring of such people reaches.
//
// Two plans are alike in this where for every kind of work the same paces, languages and hours come
// together: one nurse or three of the same hours have one ceiling, which is simulated once.

#include <cstddef>
#include <optional>
#include <vector>

#include "sim/experiment/scenario.hpp"

namespace caseload::experiment {

// The plan `unlimited` that ends every report: everybody who stands in any plan, never busy. At
// least the highest of the plans' ceilings.
Plan unlimited_plan(const Scenario& scenario);

// Those of the scenario, and `unlimited` last: the ceiling that no hiring lifts.
std::vector<Plan> plans_and_ceiling(const Scenario& scenario);

// The plan's own; without its outages, which are absences.
Plan ceiling_of(const Plan& plan);

// Whether the ceilings of two plans come to the same, in every month.
bool same_ceiling(const Scenario& scenario, const Plan& a, const Plan& b);

// The ceilings of some plans, each once.
struct Ceilings {
  std::vector<Plan> plans;  // those that are not that of `unlimited`
  std::vector<std::optional<std::size_t>>
      of;  // by plan, an index into `plans`; absent: `unlimited`'s
};
// Requires: the last of the plans is `unlimited`, which is its own ceiling.
Ceilings ceilings_of(const Scenario& scenario, const std::vector<Plan>& plans);

}  // namespace caseload::experiment
