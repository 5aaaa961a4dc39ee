#include "scenarios/text/parse_yaml.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace caseload::scenarios {
namespace {

using testing::StartsWith;

std::string refusal(std::string text) {
  const auto root = parse_yaml(std::move(text), "f.yaml");
  return root ? "accepted" : root.error().text;
}

TEST(ParseYaml, BuildsTheTreeWithPlacesCountedFromOne) {
  const auto root = parse_yaml("a: 1\nb:\n  - {c: \"x\", d: [y, z]}\n", "f.yaml");

  ASSERT_TRUE(root) << root.error().text;
  ASSERT_EQ(root->entries.size(), 2U);
  const Node& item = root->find("b")->items.at(0);
  EXPECT_EQ(item.find("c")->text, "x");
  EXPECT_TRUE(item.find("c")->quoted);
  EXPECT_FALSE(root->find("a")->quoted);
  EXPECT_EQ(item.find("d")->items.at(1).place.line, 3U);
  EXPECT_EQ(item.find("d")->items.at(1).place.column, 21U);
}

TEST(ParseYaml, CountsColumnsInCharactersNotBytes) {
  const auto root = parse_yaml("a: {½: ½, b: c}\n", "f.yaml");

  ASSERT_TRUE(root);
  EXPECT_EQ(root->find("a")->find("b")->place.character(), 14U);
}

TEST(ParseYaml, AnEmptyValueStandsAtItsKey) {
  const auto root = parse_yaml("a:\n\n\nb: 1\n", "f.yaml");

  EXPECT_EQ(root->find("a")->kind, Node::Kind::Empty);
  EXPECT_EQ(root->find("a")->place.line, 1U);
}

TEST(ParseYaml, KeepsWindowsLineEndsOutOfMessages) {
  EXPECT_EQ(refusal("a: 1\r\na: 2\r\n"),
            "f.yaml:2:1: \"a\" stands here a second time; the first is in line 1\n     2 | a: 2\n  "
            "     | ^");
}

TEST(ParseYaml, RefusesABombBeforeItExplodes) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int j = 0; j < 10; ++j) bomb += "*a" + std::to_string(i - 1) + ", ";
    bomb += "]\n";
  }

  EXPECT_THAT(refusal(bomb), StartsWith("f.yaml:1:5: anchors (&name) are not accepted"));
}

TEST(ParseYaml, RefusesCyclesAndMergeAliases) {
  EXPECT_THAT(refusal("x: &x [*x]\n"), StartsWith("f.yaml:1:4: anchors"));
  EXPECT_THAT(refusal("a: *b\n"), StartsWith("f.yaml:1:"));
}

TEST(ParseYaml, RefusesDeepNesting) {
  EXPECT_EQ(refusal("a: " + std::string(31, '[') + std::string(31, ']')), "accepted");
  EXPECT_THAT(refusal("a: " + std::string(32, '[') + std::string(32, ']')),
              StartsWith("f.yaml:1:35: nested more than 32 levels deep"));
  EXPECT_THAT(refusal("a: " + std::string(500'000, '[')),
              StartsWith("f.yaml:1:5: opened here and never closed"));
}

TEST(ParseYaml, ALargeFileOfManyKeysIsQuicklyRead) {
  std::string text;
  for (int i = 0; i < 60'000; ++i) text += "k" + std::to_string(i) + ": 1\n";

  EXPECT_EQ(refusal(text), "accepted");
}

TEST(ParseYaml, RefusesDuplicateKeysAtAnyDepth) {
  EXPECT_THAT(refusal("a: {b: 1, c: 2, b: 3}\n"),
              StartsWith("f.yaml:1:17: \"b\" stands here a second time"));
}

TEST(ParseYaml, RefusesAnythingButOneDocumentWithAMapAtItsRoot) {
  EXPECT_THAT(refusal("[1]\nb: 2\n"), StartsWith("f.yaml:2:1: a second document begins here"));
  EXPECT_THAT(refusal("a: 1\n---\nb: 2\n"),
              StartsWith("f.yaml:2:1: a second document begins here"));
  EXPECT_THAT(refusal("- a\n"), StartsWith("f.yaml:1:1: expected \"key: value\" lines"));
  EXPECT_THAT(refusal(""), StartsWith("f.yaml:1:1: the file is empty"));
  EXPECT_EQ(refusal("---\na: 1\n...\n"), "accepted");
}

// yaml-cpp takes a quote left open at the end for a closed one: everything after it would vanish.
TEST(ParseYaml, RefusesWhatWasCutOff) {
  EXPECT_THAT(refusal("a: \"x\nb: 1\n"), StartsWith("f.yaml:1:4: opened here and never closed"));
  EXPECT_THAT(refusal("a: 'it''s\nb: 1\n"), StartsWith("f.yaml:1:4: opened here and never closed"));
  EXPECT_THAT(refusal("a: {b: 1\n"), StartsWith("f.yaml:1:4: opened here and never closed"));
  EXPECT_THAT(refusal("a: [1, {b: [2, 3\n"), StartsWith("f.yaml:1:"));
  EXPECT_EQ(refusal("a: 'it''s'\nb: \"\\\"\"\n"), "accepted");
}

TEST(ParseYaml, EveryPrefixOfAFileIsReadOrRefusedButNeverThrows) {
  const std::string text = "a: {b: [1, \"x\", 'y'], c: &d ½}\n- e\n? f\n: |\n  g\n--- !h\n*i\n";
  for (std::size_t length = 0; length <= text.size(); ++length)
    EXPECT_NO_THROW((void)parse_yaml(text.substr(0, length), "f.yaml")) << length;
}

}  // namespace
}  // namespace caseload::scenarios
