#include "scenarios/schema/complete.hpp"

#include <gtest/gtest.h>

#include "scenarios/schema/object.hpp"
#include "scenarios/text/parse_yaml.hpp"

namespace caseload::scenarios {
namespace {

struct Worker {
  std::string name;
  std::string role;
  double wage = 0;
  double leave = 0;
};
struct Shop {
  double rent = 0;
  std::optional<double> fixed, hourly;
  std::vector<Worker> workers;
};

Value<Shop> shop() {
  const auto worker =
      object<Worker>("a worker", {field("name", &Worker::name, text("a name", "x"), ""),
                                  field("role", &Worker::role, text("a role", "x"), ""),
                                  field("wage", &Worker::wage, number(0, 100), ""),
                                  field("leave", &Worker::leave, number(0, 100), "")});
  return object<Shop>(
      "a shop",
      {field("rent", &Shop::rent, number(0, 100), ""),
       field("fixed", &Shop::fixed, number(0, 100), ""),
       field("hourly", &Shop::hourly, number(0, 100), ""),
       field("workers", &Shop::workers, with_presets(list_of(worker, 1), {"workers", "role"}), "")},
      {{"fixed", "hourly"}});
}

struct Completed {
  Node tree;
  std::vector<DefaultUsed> used;
};

Completed completed(const std::string& given) {
  static const Node defaults =
      *parse_yaml("rent: 7  # assumed\nfixed: 3  # a study\n", "defaults.yaml");
  static const Node presets =
      *parse_yaml("any: {leave: 2}  # assumed\ncook: {wage: 20}  # a survey\n", "workers.yaml");
  Completed result;
  result.tree = complete(
      *parse_yaml(given, "given.yaml"), defaults, shop().shape,
      [](std::string_view) -> const Node& { return presets; }, result.used);
  return result;
}

TEST(Complete, WhatIsGivenStandsAndTheRestIsFilledAndTold) {
  const Completed shop = completed("fixed: 5\nworkers: [{name: Ana, role: cook, leave: 4}]\n");

  EXPECT_EQ(one_line(shop.tree), "{rent: 7, fixed: 5, workers: [{name: Ana, role: cook, wage: …");
  EXPECT_EQ(shop.used, (std::vector<DefaultUsed>{{"rent", "7", "assumed"},
                                                 {"workers[Ana].wage", "20", "a survey"}}));
}

TEST(Complete, AnAlternativePushesOutTheDefaultOfTheOther) {
  const Completed shop = completed("hourly: 1\nworkers: [{name: Ana, role: cook}]\n");

  EXPECT_EQ(shop.tree.find("fixed"), nullptr);
  EXPECT_NE(shop.tree.find("hourly"), nullptr);
}

TEST(Complete, ARoleWithoutALayerTakesThatOfAnybody) {
  const Completed shop = completed("workers: [{name: Ben, role: pilot}]\n");

  EXPECT_EQ(shop.tree.find("workers")->items[0].find("wage"), nullptr);
  EXPECT_EQ(shop.tree.find("workers")->items[0].find("leave")->text, "2");
}

TEST(Complete, AlikeItemsAreToldOnce) {
  const Completed shop = completed(
      "workers:\n  - {name: A, role: cook}\n  - {name: B, role: cook}\n  - {name: C, role: cook}\n "
      " - {name: D, role: cook}\n");

  ASSERT_EQ(shop.used.size(), 4U);
  EXPECT_EQ(shop.used[2].path, "workers[A, B and 2 more].wage");
}

TEST(Complete, UnknownKeysAreKeptForTheReader) {
  const Completed shop = completed("rant: 7\nworkers: [{name: Ana, role: cook}]\n");

  EXPECT_NE(shop.tree.find("rant"), nullptr);
}

TEST(Complete, AValueOfTheWrongKindIsNotRepaired) {
  const Completed shop = completed("workers: Ana\n");

  EXPECT_TRUE(shop.tree.find("workers")->is_scalar());
}

}  // namespace
}  // namespace caseload::scenarios
