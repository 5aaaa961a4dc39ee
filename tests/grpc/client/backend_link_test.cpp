#include "grpc/client/backend_link.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/rules/alert_rules.hpp"
#include "sim/telemetry/digest.hpp"
#include "tests/grpc/backend_fixture.hpp"

namespace caseload::wire::testing {
namespace {

using BackendLinkTest = BackendTest;

std::vector<telemetry::Alert> in_process(const Traffic& traffic) {
  rules::AlertRules rules(registration("").alerts);
  return traffic.play(rules, rules);
}

TEST_F(BackendLinkTest, BringsTheAlertsThatTheRulesInThisProcessRaise) {
  start();
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const Traffic traffic({.seed = seed, .windows = 150});
    const auto link = open_link(fmt::format("run {}", seed));

    const std::vector<telemetry::Alert> alerts = traffic.play(*link, *link);

    const std::vector<telemetry::Alert> expected = in_process(traffic);
    EXPECT_EQ(alerts, expected) << "seed " << seed;
    EXPECT_GT(expected.size(), 50U);
    EXPECT_TRUE(std::ranges::any_of(expected, [](const telemetry::Alert& a) {
      return a.kind == telemetry::AlertKind::Silence;
    }));
    EXPECT_TRUE(std::ranges::any_of(expected, [](const telemetry::Alert& a) {
      return a.level == telemetry::AlertLevel::Urgent;
    }));
    EXPECT_TRUE(std::ranges::any_of(
        expected, [](const telemetry::Alert& a) { return a.kind == telemetry::AlertKind::Trend; }));
    EXPECT_TRUE(std::ranges::any_of(expected, &telemetry::Alert::suppressed));
  }
}

TEST_F(BackendLinkTest, CountsWhatItSentAndTheBackendHoldsTheSame) {
  start();
  const Traffic traffic({});
  const auto link = open_link();

  const std::vector<telemetry::Alert> alerts = traffic.play(*link, *link);
  const LinkCounts counts = link->counts();
  link->close();

  const std::vector<telemetry::Reading> sent = traffic.distinct_readings();
  std::uint64_t digest = 0;
  for (const telemetry::Reading& reading : sent) digest += telemetry::reading_digest(reading);
  ASSERT_GT(traffic.copies(), 0U);
  EXPECT_EQ(counts.distinct, sent.size());
  EXPECT_EQ(counts.duplicates, traffic.copies());
  EXPECT_EQ(counts.readings, counts.distinct + counts.duplicates);
  EXPECT_EQ(counts.acknowledged, counts.readings);
  EXPECT_EQ(counts.stored_new, counts.distinct);
  EXPECT_EQ(counts.stored_known, counts.duplicates);
  EXPECT_EQ(counts.digest, digest);
  EXPECT_EQ(counts.resent, 0U);

  const Result<BackendTotals> totals = audit().totals();
  ASSERT_TRUE(totals) << totals.error().text;
  EXPECT_EQ(totals->windows, static_cast<std::uint64_t>(traffic.windows()));
  EXPECT_EQ(totals->watermark, traffic.watermark(traffic.windows() - 1));
  EXPECT_EQ(totals->patients, 12U);
  EXPECT_EQ(totals->readings, sent.size());
  EXPECT_EQ(totals->readings_digest, digest);
  EXPECT_EQ(totals->alerts, alerts.size());
}

TEST_F(BackendLinkTest, ReadingsAndAlertsComeBackAsTheyWereSentAndInOrder) {
  start();
  const Traffic traffic({.windows = 400});  // more than one page
  const auto link = open_link();
  const std::vector<telemetry::Alert> alerts = traffic.play(*link, *link);

  std::vector<telemetry::Reading> listed;
  const Result<void> outcome =
      audit().each_reading([&](const telemetry::Reading& reading) { listed.push_back(reading); });

  ASSERT_TRUE(outcome) << outcome.error().text;
  EXPECT_EQ(listed, traffic.distinct_readings());
  EXPECT_GT(listed.size(), 2000U);
  EXPECT_EQ(audit().alerts().value(), alerts);
}

TEST_F(BackendLinkTest, TwoRunsInOneFileDoNotMix) {
  start();
  const Traffic one({.seed = 1});
  const Traffic two({.seed = 2});
  const auto first = open_link("one");
  const auto second = open_link("two");

  std::vector<telemetry::Alert> alerts;
  for (int window = 0; window < one.windows(); ++window) {
    one.hand_in(window, *first);
    two.hand_in(window, *second);
    first->advance(one.watermark(window));
    std::ranges::copy(second->advance(two.watermark(window)), std::back_inserter(alerts));
  }

  EXPECT_EQ(alerts, in_process(two));
  EXPECT_EQ(audit("one").totals()->readings, one.distinct_readings().size());
  EXPECT_EQ(audit("two").totals()->readings, two.distinct_readings().size());
}

TEST_F(BackendLinkTest, TheSameRunAgainStoresNothingTwiceAndGetsTheSameAlerts) {
  start();
  const Traffic traffic({});
  const auto first = open_link();
  const std::vector<telemetry::Alert> once = traffic.play(*first, *first);

  const auto again = open_link();
  const std::vector<telemetry::Alert> twice = traffic.play(*again, *again);

  EXPECT_EQ(twice, once);
  EXPECT_EQ(audit().totals()->readings, traffic.distinct_readings().size());
  EXPECT_EQ(again->counts().stored_new, traffic.distinct_readings().size());
}

TEST_F(BackendLinkTest, AnotherRunUnderATakenNameIsRefused) {
  start();
  const Traffic traffic({.seed = 1});
  const auto link = open_link();
  traffic.play(*link, *link);

  Registration other = registration("run 1");
  other.scenario_hash = "f00d";
  const auto refused = BackendLink::open(options(), other);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Error::Kind::BadInput);
  EXPECT_THAT(refused.error().text,
              ::testing::HasSubstr("run 1 is registered with another scenario"));

  // The same registration, but other readings.
  const Traffic different({.seed = 2});
  const auto again = open_link();
  EXPECT_THROW(different.play(*again, *again), Refused);
}

}  // namespace
}  // namespace caseload::wire::testing
