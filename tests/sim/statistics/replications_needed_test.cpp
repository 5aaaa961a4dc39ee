#include "sim/statistics/replications_needed.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/base/check.hpp"
#include "tests/sim/statistics/samples.hpp"

namespace caseload::stats {
namespace {

using State = ReplicationsNeeded::State;

// 1, −1, 1, −1, …: a mean of about 0 and a standard deviation of about 1.
double alternating(std::int64_t n) { return n % 2 == 0 ? 1 : -1; }

// Feeds until it stops and returns the state.
State run(ReplicationsNeeded& needed, auto value) {
  State state = State::Continue;
  for (std::int64_t n = 0; state == State::Continue; ++n) state = needed.add(value(n));
  return state;
}

TEST(ReplicationsNeeded, StopsWhereTheHalfWidthIsReachedAndHasHeld) {
  ReplicationsNeeded needed({{.absolute = 0.29}}, {.first = 10});

  const State state = run(needed, [](std::int64_t n) { return std::vector{alternating(n)}; });

  // t(0.975, 48) · 1.0102 / √49 = 0.2902, t(0.975, 49) · 1.0102 / √50 = 0.2871.
  EXPECT_EQ(state, State::Reached);
  EXPECT_EQ(needed.reached_at(), 50);
  EXPECT_EQ(needed.replications(), 55) << "five more to be sure";
  EXPECT_LE(needed.half_width(0), 0.29);
  EXPECT_TRUE(needed.precise(0));
}

TEST(ReplicationsNeeded, LooksAheadOneInTwentyAboveAHundred) {
  for (const double wanted : {0.15, 0.1, 0.08}) {
    ReplicationsNeeded needed({{.absolute = wanted}}, {});
    run(needed, [](std::int64_t n) { return std::vector{alternating(n)}; });
    const std::int64_t reached = needed.reached_at().value();
    EXPECT_GT(reached, 100);
    EXPECT_EQ(needed.replications() - reached, 5 * reached / 100) << reached;
  }
}

// Small by luck: an outlier within the look-ahead starts the count anew.
TEST(ReplicationsNeeded, IsNotDeceivedByAQuietStart) {
  const auto quiet_then_wild = [](std::int64_t n) {
    return std::vector{n == 32 ? 5.0 : 0.01 * alternating(n)};
  };
  ReplicationsNeeded needed({{.absolute = 0.1}}, {}), blind({{.absolute = 0.1}}, {.look_ahead = 0});

  EXPECT_EQ(run(blind, quiet_then_wild), State::Reached);
  EXPECT_EQ(run(needed, quiet_then_wild), State::Reached);

  EXPECT_EQ(blind.replications(), 30);
  EXPECT_GT(needed.reached_at(), 90);
}

TEST(ReplicationsNeeded, WaitsForTheLastOfSeveralMetrics) {
  ReplicationsNeeded needed(
      {{.absolute = 0.5}, {.relative = 0.05}, {.absolute = 1, .relative = 0.5}}, {.first = 5});

  run(needed, [](std::int64_t n) {
    return std::vector{alternating(n), 10 + 3 * alternating(n), 4 + alternating(n)};
  });

  ReplicationsNeeded alone({{.relative = 0.05}}, {.first = 5});
  run(alone, [](std::int64_t n) { return std::vector{10 + 3 * alternating(n)}; });
  EXPECT_EQ(needed.reached_at(), alone.reached_at());
  // 0.05 / 1.05 of the mean, which is Law's correction.
  EXPECT_LE(needed.half_width(1), 10 * 0.05 / 1.05 + 1e-9);
  EXPECT_GT(needed.half_width(1), 10 * 0.05 / 1.05 * 0.94);
}

TEST(ReplicationsNeeded, TheWiderOfTwoPrecisionsIsEnough) {
  const auto months = [](std::int64_t n) { return std::vector{1000 + 100 * alternating(n)}; };
  ReplicationsNeeded absolute({{.absolute = 20}}, {}),
      both({{.absolute = 20, .relative = 0.001}}, {});
  ReplicationsNeeded relative({{.absolute = 0.001, .relative = 20.0 / 980}}, {});

  run(absolute, months), run(both, months), run(relative, months);

  EXPECT_EQ(both.reached_at(), absolute.reached_at());
  EXPECT_EQ(relative.reached_at(), absolute.reached_at());
}

TEST(ReplicationsNeeded, SaysWhenTheCapCameFirst) {
  ReplicationsNeeded needed({{.absolute = 0.01}}, {.first = 10, .cap = 50});

  EXPECT_EQ(run(needed, [](std::int64_t n) { return std::vector{alternating(n)}; }), State::Capped);

  EXPECT_EQ(needed.replications(), 50);
  EXPECT_EQ(needed.reached_at(), std::nullopt);
  EXPECT_FALSE(needed.precise(0));
  EXPECT_NEAR(needed.half_width(0), 2.0096 * std::sqrt(50.0 / 49) / std::sqrt(50), 1e-4);
}

// How often a nominal 95 % interval at the stop covers the truth. `wanted` decides how many months
// it takes: about (1.96 / wanted)².
double coverage(double wanted, const ReplicationRules& rules, std::uint32_t test) {
  constexpr std::uint32_t kExperiments = 4000;
  int covered = 0;
  for (std::uint32_t experiment = 0; experiment < kExperiments; ++experiment) {
    const RandomStream random = test_stream(test, experiment);
    ReplicationsNeeded needed({{.absolute = wanted}}, rules);
    run(needed, [&](std::int64_t n) {
      return std::vector{normal_at(random, static_cast<std::uint32_t>(n))};
    });
    covered += std::abs(needed.metric(0).mean()) <= needed.half_width(0);
  }
  return covered / double{kExperiments};
}

// Three standard errors of 4,000 experiments are a point.
TEST(ReplicationsNeeded, StoppingBySightCostsLittleCoverageWithThirtyToBeginWith) {
  for (const double wanted : {0.5, 0.35, 0.3, 0.25, 0.185}) {
    const double covered = coverage(wanted, {.first = 30}, 14);
    EXPECT_GT(covered, 0.938 - 0.0104) << wanted;
    EXPECT_LT(covered, 0.949 + 0.0104) << wanted;
  }
}

TEST(ReplicationsNeeded, StoppingBySightAfterFiveWithoutLookAheadCostsThreePoints) {
  double worst = 1;
  for (const double wanted : {0.8, 0.6, 0.5, 0.4, 0.3}) {
    worst = std::min(worst, coverage(wanted, {.first = 5, .look_ahead = 0}, 15));
  }
  EXPECT_GT(worst, 0.90);
  EXPECT_LT(worst, 0.93);
}

TEST(ReplicationsNeeded, PlanningFigures) {
  EXPECT_EQ(replications_for(0.054, 0.01, 0.95), 113);
  EXPECT_EQ(replications_for(0.054, 0.005, 0.95), 449);
  EXPECT_EQ(replications_for(0, 0.01, 0.95), 0);
}

TEST(ReplicationsNeeded, RefusesImpossibleRules) {
  EXPECT_THROW(ReplicationsNeeded({}, {}), CheckFailed);
  EXPECT_THROW(ReplicationsNeeded({{}}, {}), CheckFailed);
  EXPECT_THROW(ReplicationsNeeded({{.absolute = 1, .relative = -0.1}}, {}), CheckFailed);
  EXPECT_THROW(ReplicationsNeeded({{.absolute = 1}}, {.confidence = 1}), CheckFailed);
  EXPECT_THROW(ReplicationsNeeded({{.absolute = 1}}, {.first = 1}), CheckFailed);
  EXPECT_THROW(ReplicationsNeeded({{.absolute = 1}}, {.first = 30, .cap = 29}), CheckFailed);
  ReplicationsNeeded two({{.absolute = 1}, {.absolute = 1}}, {});
  EXPECT_THROW(two.add(std::vector<double>{1}), CheckFailed);
  EXPECT_THROW(two.metric(2), CheckFailed);
  EXPECT_THROW(two.half_width(0), CheckFailed);
  EXPECT_THROW(replications_for(1, 0, 0.95), CheckFailed);
}

}  // namespace
}  // namespace caseload::stats
