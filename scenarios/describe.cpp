#include "scenarios/describe.hpp"

#include "scenarios/fields/scenario_fields.hpp"
#include "scenarios/schema/json_schema.hpp"
#include "scenarios/schema/reference.hpp"

namespace caseload::scenarios {

std::string scenario_json_schema() {
  nlohmann::ordered_json schema{
      {"$schema", "http://json-schema.org/draft-07/schema#"},
      {"title", "Caseload scenario"},
      {"description",
       "Generated from the loader's table of fields; see docs/scenario_reference.md."}};
  schema.update(json_schema(scenario_fields().shape, KnownDefaults::of_scenario()));
  return schema.dump(2) + '\n';
}

std::string scenario_reference() {
  return reference(scenario_fields().shape, KnownDefaults::of_scenario());
}

}  // namespace caseload::scenarios
