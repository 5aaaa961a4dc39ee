#pragma once

// What the replications of a month that has begun come to (as_of.hpp), count by count.

#include <cstddef>

#include "sim/experiment/as_of.hpp"

namespace caseload::experiment {

// One count over the replications of a plan.
struct Spread {
  double mean = 0, p5 = 0, p95 = 0;
};
Spread patients_reaching(const PlanEnds& plan, std::size_t tier);
Spread periods_with(const PlanEnds& plan, int days);  // 2 or 16

}  // namespace caseload::experiment
