#pragma once

// What the scenario asks of physicians and nurse practitioners (experiment::practitioner_time), for
// people.

#include <string>

#include "sim/experiment/scenario.hpp"

namespace caseload::reports {

// Minutes for decisions and signatures, beside what small practices are said to spend, and what to
// ask.
std::string practitioner_words(const experiment::Scenario& scenario);

}  // namespace caseload::reports
