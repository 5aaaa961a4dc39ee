#include "reports/rule_comparison.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/reports/hand_made.hpp"

namespace caseload::reports {
namespace {

using ::testing::HasSubstr;

// Two replications: 99457 supported 10 times at $40 and then at $50; 99470 only by the new set.
RuleComparisonReport report(const sim::Scenario& scenario) {
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
  const sim::Scenario scenario = testing::practice();

  const std::string text = rule_comparison_text(report(scenario));

  EXPECT_THAT(text, HasSubstr("under old-rules and under new-rules"));
  EXPECT_THAT(text, HasSubstr("2 replications of each plan; 70 % of device periods"));
  EXPECT_THAT(text, HasSubstr("$200"));     // a month before
  EXPECT_THAT(text, HasSubstr("$300"));     // and after
  EXPECT_THAT(text, HasSubstr("+50.0 %"));  // of $200
  EXPECT_THAT(text, HasSubstr("+20.0 %"));  // $50 of codes against $250 at the new rates
  EXPECT_THAT(text, HasSubstr("+25.0 %"));  // $50 of rates against $200
  EXPECT_THAT(text, HasSubstr("0 → 2"));
}

TEST(RuleComparisonReport, IsWholeAsJson) {
  const sim::Scenario scenario = testing::practice();

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
