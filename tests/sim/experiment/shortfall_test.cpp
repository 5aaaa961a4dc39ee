#include "sim/experiment/shortfall.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "sim/base/check.hpp"
#include "sim/experiment/ceiling.hpp"
#include "tests/sim/experiment/replications.hpp"
#include "tests/sim/experiment/small_clinic.hpp"

namespace caseload::experiment {
namespace {

// Somebody who was there all month and has spoken with a nurse.
ShortfallFacts missed() { return {.eligible = true, .rung = true, .live_contact = true}; }

TEST(ShortfallReason, TheFirstCauseThatHoldsIsTheCause) {
  ShortfallFacts facts = missed();
  facts.credited = minutes{12};
  facts.worked = minutes{14};
  EXPECT_EQ(cause_of(facts), ShortfallReason::NothingMoreDue);
  facts.worked = minutes{21};
  EXPECT_EQ(cause_of(facts), ShortfallReason::NotLogged);
  facts.work_waiting = true;
  EXPECT_EQ(cause_of(facts), ShortfallReason::WorkWaiting);
  facts.live_contact = false;
  EXPECT_EQ(cause_of(facts), ShortfallReason::NeverReached);
  facts.credited = minutes{25};
  EXPECT_EQ(cause_of(facts), ShortfallReason::NoLiveContact);
  facts.eligible = false;
  EXPECT_EQ(cause_of(facts), ShortfallReason::LeftOrJoinedLate);
}

TEST(ShortfallReason, WhomNobodyRangWasNotUnreachable) {
  ShortfallFacts facts{.eligible = true};
  EXPECT_EQ(cause_of(facts), ShortfallReason::NothingMoreDue);
  facts.work_waiting = true;
  EXPECT_EQ(cause_of(facts), ShortfallReason::WorkWaiting);
}

TEST(ShortfallReason, WhoReachedItHasNoCause) {
  ShortfallFacts facts = missed();
  facts.credited = minutes{20};
  EXPECT_THROW(cause_of(facts), CheckFailed);
}

std::int32_t all(const ShortfallCounts& counts) {
  return std::accumulate(counts.begin(), counts.end(), 0);
}
double of(const MonthOutcome& row, ShortfallReason cause) {
  return row.missed20[static_cast<std::size_t>(cause)];
}

TEST(ShortfallReason, EverybodyEitherReachesTwentyMinutesOrHasOneCause) {
  const Scenario scenario = testing::small_clinic(120);
  for (const MonthOutcome& row : testing::replicate(scenario, scenario.plans[0], 6))
    EXPECT_EQ(all(row.missed20) + row.reached[1].everyone, row.patients.everyone);
}

TEST(ShortfallReason, CausesFollowWhatLimitsThePractice) {
  Scenario scenario = testing::small_clinic(320);
  const auto mean_of = [&](const Scenario& world, const Plan& plan, ShortfallReason cause) {
    return testing::mean(testing::replicate(world, plan, 4),
                         [cause](const MonthOutcome& row) { return of(row, cause); });
  };
  // One nurse for 320 patients: work waits. With staff without limit hardly any does.
  EXPECT_GT(mean_of(scenario, scenario.plans[0], ShortfallReason::WorkWaiting), 60);
  EXPECT_LT(mean_of(scenario, unlimited_plan(scenario), ShortfallReason::WorkWaiting), 25);

  Scenario silent = scenario;
  silent.population.reach.never_share = 1;
  EXPECT_GT(mean_of(silent, unlimited_plan(silent), ShortfallReason::NeverReached),
            3 * mean_of(scenario, unlimited_plan(scenario), ShortfallReason::NeverReached));

  Scenario careless = scenario;
  careless.care.logging.logged_share = 0.5;
  EXPECT_GT(mean_of(careless, unlimited_plan(careless), ShortfallReason::NotLogged),
            3 * mean_of(scenario, unlimited_plan(scenario), ShortfallReason::NotLogged));

  Scenario idle = scenario;
  idle.care.plan.contacts_low = idle.care.plan.contacts_high = 0;
  EXPECT_GT(mean_of(idle, unlimited_plan(idle), ShortfallReason::NothingMoreDue),
            2 * mean_of(scenario, unlimited_plan(scenario), ShortfallReason::NothingMoreDue));
}

}  // namespace
}  // namespace caseload::experiment
