#include "sim/care/policies.hpp"

#include <gtest/gtest.h>

namespace caseload::sim {
namespace {

using namespace std::chrono_literals;

TEST(Policies, FifoPrefersNothingButAge) {
  EXPECT_EQ(fifo({.from_alert = true, .high_acuity = true}), fifo({.credited = 19min}));
}

TEST(Policies, RiskFirstGoesByAlertThenAcuity) {
  const auto alert_of_high = risk_first({.from_alert = true, .high_acuity = true});
  const auto alert = risk_first({.from_alert = true});
  const auto high = risk_first({.high_acuity = true});
  const auto rest = risk_first({});

  EXPECT_LT(alert_of_high, alert);
  EXPECT_LT(alert, high);
  EXPECT_LT(high, rest);
}

TEST(Policies, ClosestFirstGoesByMinutesShortOfTwentyAndPutsTheOthersLast) {
  EXPECT_LT(closest_first({.credited = 18min}), closest_first({.credited = 5min}));
  EXPECT_LT(closest_first({.credited = 0min}), closest_first({.credited = 20min}));
}

TEST(Policies, EveryOrderHasANameAndTheThresholdDrivenAreMarked) {
  for (const NamedPolicy& each : kPolicies) {
    EXPECT_EQ(parse_order(each.name), each.order);
    EXPECT_EQ(policy(each.order).rank, each.rank);
    EXPECT_EQ(each.threshold_driven, each.name == "closest_first");
  }
  EXPECT_FALSE(parse_order("closest"));
}

}  // namespace
}  // namespace caseload::sim
