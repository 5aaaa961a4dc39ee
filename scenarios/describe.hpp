#pragma once

// The keys of a scenario file, told to others: generated from the table the loader reads with.

#include <string>

namespace caseload::scenarios {

// JSON Schema draft-07 without oneOf and anyOf, so that editors complete and explain keys. Kept
// beside the library as scenarios/scenario.schema.json.
std::string scenario_json_schema();

// Markdown for docs/scenario_reference.md.
std::string scenario_reference();

}  // namespace caseload::scenarios
