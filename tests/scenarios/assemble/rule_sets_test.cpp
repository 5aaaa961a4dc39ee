#include "scenarios/assemble/rule_sets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenarios/golden.hpp"
#include "tests/sim/rules/medicare_rule_sets.hpp"

namespace caseload::scenarios {
namespace {

using testing::HasSubstr;

std::string medicare() { return file_text(source_dir() / "scenarios/rules/medicare_2026.yaml"); }

// Part by part first, so that a difference is found quickly; then as a whole.
void expect_same(const rules::RuleSet& read, const rules::RuleSet& written) {
  SCOPED_TRACE(written.name);
  EXPECT_EQ(read.name, written.name);
  EXPECT_EQ(read.source, written.source);
  EXPECT_EQ(rules::codes_of(read), rules::codes_of(written));
  EXPECT_TRUE(read.time_tiers == written.time_tiers);
  EXPECT_TRUE(read.device_tiers == written.device_tiers);
  EXPECT_TRUE(read.rtm_device_tiers == written.rtm_device_tiers);
  EXPECT_TRUE(read.exclusions == written.exclusions);
  EXPECT_TRUE(read.needs == written.needs);
  EXPECT_EQ(read.contractor_priced, written.contractor_priced);
  for (const auto& [code, rate] : written.rates)
    if (read.rates.contains(code)) EXPECT_EQ(read.rates.at(code).value, rate.value) << code;
  // Names, of which there are many; ReadingKindsAreOneProgrammesEach looks at them.
  rules::RuleSet named = written;
  named.reading_kinds = read.reading_kinds;
  EXPECT_TRUE(read == named);
}

std::string refusal(const std::string& from, const std::string& to) {
  std::string text = medicare();
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
  const auto rules = parse_rule_set(text, "rules.yaml");
  return rules ? "accepted" : rules.error().text;
}

TEST(RuleSets, AreInstalledInOrderOfDateWithoutGapOrOverlap) {
  const auto& sets = installed_rule_sets();

  ASSERT_GE(sets.size(), 2U);
  for (std::size_t i = 1; i < sets.size(); ++i)
    EXPECT_EQ(sets[i].effective_from, sets[i - 1].effective_to + days{1});
}

TEST(RuleSets, MedicareOf2026IsReadAsWritten) {
  const auto rules = load_rule_set(source_dir() / "scenarios/rules/medicare_2026.yaml");
  ASSERT_TRUE(rules) << rules.error().text;

  EXPECT_EQ(rules->name, "medicare-2026");
  ASSERT_EQ(rules->time_tiers.size(), 2U);
  EXPECT_EQ(rules->time_tiers[0].code, "99470");
  EXPECT_EQ(rules->time_tiers[0].below, std::optional<SimDuration>(minutes{20}));
  EXPECT_EQ(rules->device_tiers[1].days_min, 16);
  EXPECT_EQ(rules->rates.at("99457").value, 5177);
  EXPECT_FALSE(rules->role_counts[static_cast<std::size_t>(rules::Role::Clerk)]);
  EXPECT_TRUE(rules->role_is_practitioner[static_cast<std::size_t>(rules::Role::Np)]);
  EXPECT_FALSE(rules->activity_counts[static_cast<std::size_t>(rules::Activity::Voicemail)]);
}

// The twins in C++ are what the rules themselves are tested with.
TEST(RuleSets, AreWhatTheRulesAreTestedWith) {
  ASSERT_EQ(installed_rule_sets().size(), 2U);
  expect_same(installed_rule_sets()[0], rules::testing::medicare_2025());
  expect_same(installed_rule_sets()[1], rules::testing::medicare_2026());
}

TEST(RuleSets, ReadingKindsAreOneProgrammesEach) {
  for (const rules::RuleSet& rules : installed_rule_sets()) {
    const auto kind = [&](const char* name) { return rules.reading_kinds.at(name); };

    EXPECT_EQ(kind("blood_pressure").program, rules::Program::Rpm);
    EXPECT_EQ(kind("inhaler_use").program, rules::Program::Rtm);
    EXPECT_EQ(kind("inhaler_use").system, rules::RtmSystem::Respiratory);
    EXPECT_EQ(kind("range_of_motion").system, rules::RtmSystem::Musculoskeletal);
    EXPECT_EQ(kind("mood").system, rules::RtmSystem::CognitiveBehavioural);
    EXPECT_EQ(kind("therapy_adherence").program, rules::Program::Rtm);
    EXPECT_EQ(kind("therapy_adherence").system, std::nullopt);
  }
  EXPECT_THAT(refusal("any_system: [rtm,", "any_system: [rtm, weight,"),
              HasSubstr("weight is said to be another's, too"));
}

TEST(RuleSets, ACodeThatCanBeBilledNeedsARate) {
  EXPECT_THAT(refusal("  \"99470\": 26.05", "#"),
              HasSubstr("rates: \"99470\" can be billed but has no rate here"));
}

TEST(RuleSets, ARateThatNothingBillsIsATypo) {
  EXPECT_THAT(refusal("  \"99470\": 26.05", "  \"99470\": 26.05\n  \"99471\": 26.05"),
              HasSubstr("\"99471\" has a rate but no rule bills it"));
}

TEST(RuleSets, TiersMayNotOverlapNorAddOnsHang) {
  EXPECT_THAT(refusal("days: [2, 15]", "days: [2, 16]"),
              HasSubstr("device_tiers: 99445 and 99454 share days"));
  EXPECT_THAT(refusal("base: \"99457\"", "base: \"99459\""),
              HasSubstr("99458 is added to 99459, which no tier bills"));
  EXPECT_THAT(refusal("at_least: 10min, below: 20min", "at_least: 20min, below: 10min"),
              HasSubstr("99470 ends before it begins"));
  EXPECT_THAT(refusal("days: [16, 30]", "days: [30, 16]"), HasSubstr("expected two ends in order"));
}

TEST(RuleSets, WhatGivesWayIsBilledAndTakesItsAddOnsAlong) {
  EXPECT_THAT(refusal("codes: [\"99091\"]", "codes: [\"99092\"]"),
              HasSubstr("exclusions: no rule bills \"99092\""));
  EXPECT_THAT(
      refusal("codes: [\"99091\"], beside: [\"99457\"", "codes: [\"99457\"], beside: [\"99490\""),
      HasSubstr("exclusions: 99457 gives way, but 99458, which is added to it, does not"));
}

TEST(RuleSets, WhatACodeNeedsIsOneOfTheKnownWords) {
  EXPECT_THAT(refusal("needs:\n  rpm: [enrolment", "needs:\n  rpm: [enrollment"),
              HasSubstr("expected one of enrolment, order, consent, established_patient, "
                        "one_practice, sign_off; did you mean \"enrolment\"?"));
}

TEST(RuleSets, RelativeValuesComeToTheRates) {
  EXPECT_THAT(
      refusal("\"99457\": {total: 1.55}", "\"99457\": {total: 1.54}"),
      HasSubstr("relative_values: 99457: 1.54 × 33.4009 is 51.44, but its rate here is 51.77"));
  EXPECT_THAT(refusal("\"99457\": {total: 1.55}", "\"99457\": {total: 1.55, work: 0.61}"),
              HasSubstr("expected either total, or its parts"));
  EXPECT_THAT(refusal("standard: 33.4009", "standard: 33.5675"),
              HasSubstr("99453: 0.65 × 33.5675 is 21.82, but its rate here is 21.71"));
}

TEST(RuleSets, ACodeIsRatedOrContractorPricedAndNotBoth) {
  EXPECT_THAT(refusal("contractor_priced: [\"98978\"", "contractor_priced: [\"98978\", \"99457\""),
              HasSubstr("contractor_priced: \"99457\" has a national rate here"));
}

TEST(RuleSets, DatesExistAndAreInOrder) {
  EXPECT_THAT(refusal("to: 2026-12-31", "to: 2026-02-30"),
              HasSubstr("there is no such day; February 2026 has 28 days"));
  EXPECT_THAT(refusal("to: 2026-12-31", "to: 2025-12-31"),
              HasSubstr("effective: it ends before it begins"));
}

TEST(RuleSets, EveryRoleAndKindOfWorkIsNamed) {
  EXPECT_THAT(refusal(", clerk: never", ""), HasSubstr("roles: \"clerk\" is missing"));
  EXPECT_THAT(refusal("voicemail: false", "voicemial: false"),
              HasSubstr("unknown key \"voicemial\"; did you mean \"voicemail\"?"));
}

}  // namespace
}  // namespace caseload::scenarios
