#include "sim/care/model/policies.hpp"

#include <gtest/gtest.h>

namespace caseload::care {
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

TEST(Policies, ReadingsFirstCallsWhoeverIsBehindFromTheSecondWeekOn) {
  const auto place = [](bool call, int day, int reading_days) {
    return readings_first({.call = call, .day_of_month = day, .reading_days = reading_days});
  };
  const auto first = place(true, 20, 10);

  EXPECT_LT(first, place(true, 20, 11));   // 20 ÷ 2 + 1
  EXPECT_LT(first, place(true, 7, 0));     // in the first week nobody is behind
  EXPECT_LT(first, place(false, 20, 10));  // a review brings no readings
  EXPECT_EQ(first, place(true, 8, 4));
}

TEST(Policies, APushIsClosestFirstFromItsDayOn) {
  const PolicyChoice push{.order = Order::RiskFirst, .push_from_day = 25};
  const WorkView before{.high_acuity = true, .credited = 5min, .day_of_month = 24};
  const WorkView after{.high_acuity = true, .credited = 5min, .day_of_month = 25};

  EXPECT_EQ(rank(push, before), risk_first(before));
  EXPECT_EQ(rank(push, after), closest_first(after));
  EXPECT_TRUE(threshold_driven(push));
  EXPECT_TRUE(rank_moves(push));
  EXPECT_FALSE(threshold_driven({.order = Order::RiskFirst}));
  EXPECT_FALSE(rank_moves({.order = Order::RiskFirst}));
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
}  // namespace caseload::care
