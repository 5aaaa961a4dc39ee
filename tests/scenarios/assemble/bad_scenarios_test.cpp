// Every kind of mistake in a scenario file, each with the whole message a user reads.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

#include "scenarios/load.hpp"
#include "tests/scenarios/golden.hpp"

namespace caseload::scenarios {
namespace {

namespace fs = std::filesystem;

const fs::path kCorpus = "tests/data/bad_scenarios";

std::vector<std::string> corpus() {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(source_dir() / kCorpus))
    if (entry.path().extension() == ".yaml") names.insert(entry.path().stem().string());
  return {names.begin(), names.end()};
}

class BadScenario : public testing::TestWithParam<std::string> {};

TEST_P(BadScenario, IsRefusedWithPlaceCaretAndWhatWasExpected) {
  const fs::path file = kCorpus / (GetParam() + ".yaml");

  const auto loaded = parse_scenario(file_text(source_dir() / file), GetParam() + ".yaml");

  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().kind, Error::Kind::BadInput);
  expect_golden(loaded.error().text + '\n', kCorpus / (GetParam() + ".txt"));
}

INSTANTIATE_TEST_SUITE_P(Corpus, BadScenario, testing::ValuesIn(corpus()),
                         [](const auto& info) { return info.param; });

// Small files that would grow large.
TEST(BadScenarios, ACrowdIsRefusedBeforeItIsMade) {
  std::string many_people = "schema_version: 1\nstaff:\n";
  for (int i = 0; i < 900; ++i)
    many_people += "- {name: a" + std::to_string(i) + ", role: rn, rpm_share: 1, count: 1000}\n";
  std::string many_entries = "schema_version: 1\nstaff:\n";
  for (int i = 0; i < 1001; ++i)
    many_entries += "- {name: a" + std::to_string(i) + ", role: rn, rpm_share: 1}\n";

  EXPECT_THAT(parse_scenario(many_people, "f.yaml").error().text,
              testing::HasSubstr("staff are 900000 people; expected at most 10000"));
  EXPECT_THAT(parse_scenario(many_entries, "f.yaml").error().text,
              testing::HasSubstr("staff: 1001 items; expected at most 1000"));
}

TEST(BadScenarios, EveryCutOfAGoodFileIsReadOrRefused) {
  const std::string text =
      file_text(source_dir() / "scenarios/library/heart_failure_programme.yaml");
  int accepted = 0;
  for (std::size_t length = 0; length < text.size(); length += 7) {
    const auto loaded = parse_scenario(text.substr(0, length), "cut.yaml");
    accepted += loaded ? 1 : 0;
    if (!loaded) EXPECT_FALSE(loaded.error().text.empty());
  }
  // Only what is cut within or after the optional keys at its end can be whole.
  EXPECT_LT(accepted, static_cast<int>(text.size() / 7 / 8));
}

}  // namespace
}  // namespace caseload::scenarios
