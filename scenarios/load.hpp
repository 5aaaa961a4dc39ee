#pragma once

// From a file to a valid world, or to everything that is wrong with the file.
//
//   Result<LoadedScenario> loaded = load_scenario("clinic.yaml");
//
// What the file does not say is taken from scenarios/defaults and listed. The error's text is ready
// to print: one syntax error, or all semantic errors, each with its place, a caret and what was
// expected.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/schema/complete.hpp"
#include "sim/base/result.hpp"
#include "sim/experiment/scenario.hpp"

namespace caseload::scenarios {

struct LoadedScenario {
  experiment::Scenario scenario;
  std::vector<DefaultUsed> defaults;  // in the order of the reference page
  std::vector<std::string> warnings;  // valid, but hardly meant; ready to print, as errors are
  std::filesystem::path file;         // for a library scenario: "library/main_street_clinic.yaml"
};

Result<LoadedScenario> load_scenario(const std::filesystem::path& file);

// Text that is already in memory; messages call it `name`, and its stem is the scenario's name.
Result<LoadedScenario> parse_scenario(std::string text, const std::filesystem::path& name);

// The library that is part of the program: "main_street_clinic", …
std::vector<std::string> library_scenarios();
Result<LoadedScenario> load_library_scenario(std::string_view name);

}  // namespace caseload::scenarios
