#include "reports/plan/rule_comparison.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/sim/experiment/hand_made.hpp"

namespace caseload::reports {
namespace {

namespace testing = experiment::testing;

using ::testing::ContainsRegex;
using ::testing::HasSubstr;

// Two replications: 99457 supported 10 times at $40 and then at $50; 99470 only by the new set.
RuleComparisonReport report(const experiment::Scenario& scenario) {
  return {scenario,
          "0.1.0",
          1,
          "old-rules",
          "new-rules",
          {{.plan = "1 RN",
            .month = testing::kMarch2026,
            .replications = 2,
            .codes = {{"99457", 10, 10, {4000}, {5000}}, {"99470", 0, 4, {2500}, {2500}}},
            .periods = 10,
            .periods_16_days = 7}}};
}

TEST(RuleComparisonReport, SplitsTheDifferenceIntoCodesAndRates) {
  const experiment::Scenario scenario = testing::practice();

  const std::string text = rule_comparison_text(report(scenario));

  EXPECT_THAT(text, HasSubstr("under old-rules and under new-rules"));
  EXPECT_THAT(text, HasSubstr("2 replications of each plan; 70 % of device periods"));
  EXPECT_THAT(text, HasSubstr("$200"));  // a month before
  EXPECT_THAT(text, HasSubstr("$300"));  // and after
  // $50 of codes and $50 of rates, all of the $200 before.
  EXPECT_THAT(text, ContainsRegex("\\$200 +\\$300 +\\+50\\.0 % +\\$50 +\\+25\\.0 % "
                                  "+\\$50 +\\+25\\.0 %"));
  EXPECT_THAT(text, HasSubstr("0 → 2"));
}

// $100.33 before and $200.67 after, of which codes are $50.17 and rates $50.17: rounded one by one
// the parts would be short of the whole.
TEST(RuleComparisonReport, WhatIsShownAddsUpToo) {
  const experiment::Scenario scenario = testing::practice();
  RuleComparisonReport thirds = report(scenario);
  thirds.comparisons[0].replications = 1;
  thirds.comparisons[0].codes = {{"99457", 1, 1, {10033}, {15050}},
                                 {"99470", 0, 1, {5017}, {5017}}};

  const std::string text = rule_comparison_text(thirds);

  EXPECT_THAT(text, ContainsRegex("\\$100 +\\$201 +\\+100\\.0 % +\\$50 +\\+50\\.0 % "
                                  "+\\$51 +\\+50\\.0 %"));
}

TEST(RuleComparisonReport, IsWholeAsJson) {
  const experiment::Scenario scenario = testing::practice();

  const auto json = nlohmann::json::parse(rule_comparison_json(report(scenario)));

  const auto& one = json["comparisons"][0];
  EXPECT_EQ(one["before_usd"], 200);
  EXPECT_EQ(one["after_usd"], 300);
  EXPECT_EQ(one["from_codes_usd"], 50);
  EXPECT_EQ(one["from_rates_usd"], 50);
  EXPECT_EQ(one["codes"]["99470"]["units_after"], 2);
  EXPECT_EQ(one["codes"]["99457"]["rate_after_usd"], 50);
}

}  // namespace
}  // namespace caseload::reports
