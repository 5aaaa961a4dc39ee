#pragma once

// From what was typed as FILE to a valid scenario.
//
// A warning about it goes to stderr, whatever is printed of the results.

#include <string>

#include "scenarios/load.hpp"

namespace caseload::cli {

// A file of that name wins. Where there is none, and the name is that of a scenario of the library
// (main_street_clinic, or scenarios/library/main_street_clinic.yaml), the one built into this
// program is used, and a note says so.
Result<scenarios::LoadedScenario> open_scenario(const std::string& file);

// The same, with its warnings left to the caller to tell.
Result<scenarios::LoadedScenario> find_scenario(const std::string& file);

}  // namespace caseload::cli
