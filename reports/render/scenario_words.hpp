#pragma once

// What a scenario asks for and how its clinic works, in words.

#include <string>

#include "sim/experiment/scenario.hpp"

namespace caseload::reports {

// "at least 55 % of patients reach 20 minutes with a live contact, in 95 months of 100"
std::string requirement_words(const experiment::Requirement& requirement);
// "60 staffed minutes", "60 minutes on the wall clock"
std::string late_words(const experiment::UrgentRequirement& requirement);

// "risk_first"; "fifo, closest_first from day 21 (threshold-driven, for comparison only)".
std::string policy_words(const care::PolicyChoice& policy);

}  // namespace caseload::reports
