#include "scenarios/starter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/load.hpp"
#include "scenarios/starter_words.hpp"

namespace caseload::scenarios {
namespace {

using rules::Role;
using ::testing::HasSubstr;

StarterAnswers answers(std::vector<std::string> people) {
  StarterAnswers given{.patients = 320,
                       .people = {},
                       .months = "2026-02,2026-03",
                       .reach_share = 0.55,
                       .urgent_late_at_most = 2,
                       .wages = {{Role::Rn, Cents{4800}}},
                       .timezone = "America/Chicago",
                       .rules_carry_forward = {}};
  for (const std::string& person : people) given.people.push_back(*parse_person(person));
  return given;
}

TEST(Starter, APersonIsWrittenInOneLine) {
  const StarterPerson nurses = *parse_person("2 RN mon-fri 8:00-16:30 sat 09:00-12:00 60%");

  EXPECT_EQ(nurses.count, 2);
  EXPECT_EQ(nurses.role, Role::Rn);
  ASSERT_EQ(nurses.hours.size(), 2U);
  EXPECT_EQ(nurses.hours[1].first, "sat");
  EXPECT_EQ(nurses.hours[0].second, (care::ClockSpan{480, 990}));
  EXPECT_EQ(nurses.rpm_share, 0.6);
  EXPECT_EQ(parse_person("Ana Maria rn 100 %")->name, "Ana Maria");
  EXPECT_EQ(parse_person("np mon,wed 9:00-12:00 0.1")->hours[0].first, "mon+wed");
}

TEST(Starter, WhatIsNoPersonIsToldWhy) {
  EXPECT_THAT(parse_person("2 nr 100%").error(), HasSubstr("did you mean \"rn\"?"));
  EXPECT_THAT(parse_person("two nurses").error(), HasSubstr("roles are rn, lpn, ma"));
  EXPECT_THAT(parse_person("2 rn mon-fri 08:00-16:30").error(), HasSubstr("share"));
  EXPECT_FALSE(parse_person("2 rn 8-16 100%"));
  EXPECT_FALSE(parse_person("2 rn 55"));
  EXPECT_FALSE(parse_person("0 rn 50%"));
  EXPECT_FALSE(parse_person(""));
}

TEST(Starter, SharesAndWagesAreReadAsPeopleWriteThem) {
  EXPECT_EQ(*parse_percent("55 %"), 0.55);
  EXPECT_EQ(*parse_percent(".55"), 0.55);
  EXPECT_FALSE(parse_percent("55"));
  EXPECT_FALSE(parse_percent("120%"));
  EXPECT_EQ(parse_wage("RN=45")->second.value, 4500);
  EXPECT_EQ(parse_wage("ma $22.50")->second.value, 2250);
  EXPECT_FALSE(parse_wage("45"));
}

TEST(Starter, IsAScenarioWithTodaysPeopleAndOneMore) {
  const auto text = starter_scenario(answers({"2 rn 60%", "Nora np 10%"}), "clinic.yaml");
  ASSERT_TRUE(text) << text.error().text;

  const auto loaded = parse_scenario(*text, "clinic.yaml");

  ASSERT_TRUE(loaded) << loaded.error().text;
  const experiment::Scenario& scenario = loaded->scenario;
  EXPECT_TRUE(loaded->warnings.empty());
  EXPECT_EQ(scenario.population.patients, 320);
  EXPECT_EQ(scenario.months.size(), 2U);
  EXPECT_EQ(scenario.zone.name(), "America/Chicago");
  ASSERT_EQ(scenario.plans.size(), 3U);
  EXPECT_EQ(scenario.plans[0].staff.size(), 3U);
  EXPECT_EQ(scenario.plans[1].staff.size(), 4U);
  EXPECT_EQ(scenario.staff[0].wage_per_hour.value, 4800);
  EXPECT_EQ(scenario.require.size(), 2U);
}

TEST(Starter, WhoDecidesIsAddedAndSaidToBeAssumed) {
  const auto text = starter_scenario(answers({"rn 60%", "rn 20%"}), "clinic.yaml");

  ASSERT_TRUE(text) << text.error().text;
  EXPECT_THAT(*text, HasSubstr("{name: RN B, role: rn"));
  EXPECT_THAT(*text, HasSubstr("{name: Provider, role: np, hours: {mon-fri: \"08:00-16:30\"}, "
                               "rpm_share: 0.1}  # assumed"));
}

TEST(Starter, ANameMayBeAnything) {
  const auto text = starter_scenario(answers({"O'Neil, \"Bo\": rn 60%"}), "clinic.yaml");

  ASSERT_TRUE(text) << text.error().text;
  EXPECT_EQ(parse_scenario(*text, "clinic.yaml")->scenario.staff[0].name, "O'Neil, \"Bo\":");
}

TEST(Starter, PeopleWhoCannotDoTheWorkAreTold) {
  const auto text = starter_scenario(answers({"md 60%"}), "clinic.yaml");

  ASSERT_FALSE(text);
  EXPECT_THAT(text.error().text, HasSubstr("nobody in plan \"today\" may do check_in"));
}

TEST(Starter, NothingRequiredIsLeftOut) {
  StarterAnswers given = answers({"rn 60%"});
  given.reach_share.reset();
  given.urgent_late_at_most.reset();
  given.months = "2027";
  given.rules_carry_forward = 2027;

  const auto loaded = parse_scenario(*starter_scenario(given, "clinic.yaml"), "clinic.yaml");

  EXPECT_TRUE(loaded->scenario.require.empty());
  EXPECT_EQ(loaded->scenario.months.size(), 12U);
}

}  // namespace
}  // namespace caseload::scenarios
