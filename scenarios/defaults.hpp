#pragma once

// The embedded files of defaults, parsed once.
//
//   defaults/clinic.yaml      the shape of a scenario: what a file need not say
//   defaults/conditions.yaml  by name of condition, and "any": devices and vital signs
//   defaults/staff.yaml       by role, and "any": hours, breaks, wages
//
// The comment at the end of each line is its source, or "assumed"; reports show it.

#include <string_view>

#include "scenarios/text/node.hpp"

namespace caseload::scenarios {

inline constexpr std::string_view kClinicDefaults = "defaults/clinic.yaml";

// Requires: there is such a file.
const Node& defaults_file(std::string_view path);

}  // namespace caseload::scenarios
