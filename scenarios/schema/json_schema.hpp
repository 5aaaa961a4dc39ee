#pragma once

// A shape as JSON Schema.

#include <nlohmann/json.hpp>

#include "scenarios/schema/known_default.hpp"
#include "scenarios/schema/shape.hpp"

namespace caseload::scenarios {

// Alternatives (one key of a group) are said in the description: saying them in the schema would
// need oneOf, which makes editors' messages useless.
nlohmann::ordered_json json_schema(const Shape& shape, const KnownDefaults& defaults);

}  // namespace caseload::scenarios
