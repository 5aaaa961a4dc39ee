#include "scenarios/describe.hpp"

#include <functional>
#include <nlohmann/json.hpp>

#include "scenarios/defaults.hpp"
#include "scenarios/embedded.hpp"
#include "scenarios/text/node.hpp"
#include "tests/scenarios/golden.hpp"

namespace caseload::scenarios {
namespace {

TEST(Describe, TheSchemaIsThatOfTheLoader) {
  expect_golden(scenario_json_schema(), "scenarios/scenario.schema.json");
}

TEST(Describe, TheReferencePageIsThatOfTheLoader) {
  expect_golden(scenario_reference(), "docs/scenario_reference.md");
}

TEST(Describe, TheSchemaClosesEveryObjectAndExplainsEveryKey) {
  std::function<void(const nlohmann::json&, const std::string&)> visit =
      [&](const nlohmann::json& schema, const std::string& path) {
        EXPECT_FALSE(schema.contains("oneOf") || schema.contains("anyOf")) << path;
        if (schema.contains("properties")) {
          EXPECT_EQ(schema.at("additionalProperties"), false) << path;
          for (const auto& [key, property] : schema.at("properties").items()) {
            EXPECT_FALSE(property.at("description").get<std::string>().empty())
                << path << "." << key;
            visit(property, path + "." + key);
          }
        } else if (schema.contains("additionalProperties")) {
          visit(schema.at("additionalProperties"), path + ".<name>");
        }
        if (schema.contains("items")) visit(schema.at("items"), path + "[]");
      };
  visit(nlohmann::json::parse(scenario_json_schema()), "");
}

TEST(Describe, TheShareOfTheDayForRpmHasNoDefault) {
  const auto schema = nlohmann::json::parse(scenario_json_schema());
  const auto& staff = schema.at("properties").at("staff").at("items");

  EXPECT_NE(std::ranges::find(staff.at("required"), "rpm_share"), staff.at("required").end());
  EXPECT_FALSE(staff.at("properties").at("rpm_share").contains("default"));
}

// A number without a source beside it is one nobody can question.
TEST(Describe, EveryDefaultHasItsBasisBesideIt) {
  std::function<void(const Entry&, bool)> visit = [&](const Entry& entry, bool covered) {
    covered = covered || !comment_beside(entry.key_place).empty();
    if (!entry.value.is_map()) {
      EXPECT_TRUE(covered) << entry.key_place.document->name << ":" << entry.key_place.line << " "
                           << entry.key;
      return;
    }
    for (const Entry& inner : entry.value.entries) visit(inner, covered);
  };
  for (const std::string_view path : embedded_files())
    if (path.starts_with("defaults/"))
      for (const Entry& entry : defaults_file(path).entries) visit(entry, false);
}

}  // namespace
}  // namespace caseload::scenarios
