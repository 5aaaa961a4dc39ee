#pragma once

// Whether a simulation says what theory says, and whether it would have noticed if not.
//
// A finding holds if theory lies inside the 99.9 % interval of the simulated mean, that interval is
// at most 2 % of theory to either side, and the same model with a fault put in on purpose falls
// outside. Each finding is a line of docs/validation.md, which must say what was found;
// CASELOAD_UPDATE=1 rewrites the lines.

#include <cstdint>
#include <functional>
#include <string>

#include "sim/statistics/tally.hpp"

namespace caseload::validation {

struct Finding {
  std::string model;
  std::string quantity;
  double theory;
  stats::Tally simulated;  // one value per replication
  std::string fault;
  stats::Tally with_fault;
};

void expect_agreement(const Finding& finding);

}  // namespace caseload::validation
