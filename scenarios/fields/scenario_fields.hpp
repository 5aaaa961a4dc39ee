#pragma once

// Every key a scenario file may hold: the one description from which files are read, defaults are
// merged, and the JSON Schema and the reference page are written.

#include "scenarios/fields/scenario_file.hpp"

namespace caseload::scenarios {

const Value<ScenarioFile>& scenario_fields();

}  // namespace caseload::scenarios
