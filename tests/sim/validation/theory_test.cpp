// The formulas against values that others printed, or that follow on one line.

#include "tests/sim/validation/theory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace caseload::validation::theory {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;

// Loads at which 1 % are lost, from the tables every telephone company used (four digits).
TEST(Theory, ErlangBAgreesWithTheTables) {
  EXPECT_NEAR(erlang_b(1, 0.0101), 0.01, 5e-5);
  EXPECT_NEAR(erlang_b(5, 1.361), 0.01, 5e-5);
  EXPECT_NEAR(erlang_b(10, 4.461), 0.01, 5e-5);
  EXPECT_NEAR(erlang_b(20, 12.03), 0.01, 5e-5);
  EXPECT_NEAR(erlang_b(100, 84.06), 0.01, 5e-5);
  EXPECT_NEAR(erlang_b(3, 2.0), 4.0 / 19.0, 1e-15);
}

TEST(Theory, ErlangC) {
  EXPECT_NEAR(erlang_c(1, 0.7), 0.7, 1e-15);
  EXPECT_NEAR(erlang_c(2, 1.0), 1.0 / 3.0, 1e-15);
  EXPECT_NEAR(erlang_c(3, 2.0), 4.0 / 9.0, 1e-15);
  EXPECT_NEAR(erlang_c_wait(1, 0.5), 1.0, 1e-15);
}

// Garnett, Mandelbaum and Reiman 2002, table 1: 48 calls a minute of one minute, 50 agents,
// patience of two minutes: 3.1 % give up and the queue is 3, against 17 (and 20.8 s) if nobody did.
TEST(Theory, ErlangAAgreesWithTheCallCenterOfGarnettMandelbaumAndReiman) {
  const ErlangA patient_for_two_minutes = erlang_a(50, 48, 1, 0.5);

  EXPECT_NEAR(patient_for_two_minutes.share_giving_up, 0.031, 5e-4);
  EXPECT_NEAR(patient_for_two_minutes.mean_in_line, 3, 0.5);
  EXPECT_NEAR(erlang_c_wait(50, 48) * 60, 20.8, 0.05);
  EXPECT_NEAR(erlang_c_wait(50, 48) * 48, 17, 0.5);
}

// Patience like a service: as many servers as customers, so the number present is Poisson.
TEST(Theory, ErlangAWithPatienceLikeServiceIsPoisson) {
  const double load = 3.0;
  double in_line = 0, chance = std::exp(-load);
  for (int n = 0; n < 60; chance *= load / ++n) in_line += std::max(0, n - 2) * chance;

  EXPECT_NEAR(erlang_a(2, 3.0, 1.0, 1.0).mean_in_line, in_line, 1e-12);
}

TEST(Theory, PollaczekKhinchine) {
  EXPECT_NEAR(pollaczek_khinchine_wait(0.8, 1, 1), 4.0, 1e-12) << "M/M/1: load / (1 − load)";
  EXPECT_NEAR(pollaczek_khinchine_wait(0.8, 1, 0), 2.0, 1e-12) << "M/D/1: half of it";
  EXPECT_NEAR(pollaczek_khinchine_wait(0.5, 1, 4), 8.5, 1e-12);
}

TEST(Theory, GM1Root) {
  const auto poisson = [](double s) { return 0.7 / (0.7 + s); };
  const auto regular = [](double s) { return std::exp(-2 * s); };
  const auto erlang_2 = [](double s) { return 1 / ((1 + s) * (1 + s)); };  // mean 2

  EXPECT_NEAR(gm1_root(poisson, 1), 0.7, 1e-12);
  EXPECT_NEAR(gm1_root(regular, 1), 0.2032, 5e-5) << "D/M/1: x = exp(−2 (1 − x))";
  EXPECT_NEAR(gm1_root(erlang_2, 1), (3 - std::sqrt(5.0)) / 2, 1e-12);
  EXPECT_NEAR(gm1_wait(poisson, 1), 0.7 / 0.3, 1e-12);
}

TEST(Theory, Cobham) {
  const CustomerClass classes[] = {{0.4, 1, 2}, {0.4, 1, 2}};
  EXPECT_THAT(cobham_waits(classes),
              ElementsAre(DoubleNear(4.0 / 3.0, 1e-12), DoubleNear(20.0 / 3.0, 1e-12)));
}

// Kleinrock's conservation law: whoever goes first, Σ load · wait stays what it was without
// classes.
TEST(Theory, CobhamConservesTheWorkThatWaits) {
  const CustomerClass classes[] = {{0.2, 0.5, 0.4}, {0.3, 1, 2}, {0.1, 2, 5}};
  double load = 0, residual = 0, weighted = 0;
  const std::vector<double> waits = cobham_waits(classes);
  for (std::size_t i = 0; i < 3; ++i) {
    const double share = classes[i].arrival_rate * classes[i].mean_service;
    load += share;
    residual += classes[i].arrival_rate * classes[i].second_moment / 2;
    weighted += share * waits[i];
  }
  EXPECT_NEAR(weighted, load * residual / (1 - load), 1e-12);
}

TEST(Theory, PreemptiveResume) {
  const CustomerClass classes[] = {{0.4, 1, 2}, {0.4, 1, 2}};
  // The first class does not see the second; the second: 1 / ((1 − 0.4)(1 − 0.8)).
  EXPECT_THAT(preemptive_resume_stays(classes),
              ElementsAre(DoubleNear(1 / 0.6, 1e-12), DoubleNear(1 / 0.12, 1e-12)));
}

// Eick, Massey and Whitt 1993: with rate 10 + 5 sin(γt) and exponential stays of mean 1,
// 10 + 5 (sin γt − γ cos γt) / (1 + γ²) are present.
TEST(Theory, MeanPresentFollowsASineWaveLateAndFlattened) {
  const double gamma = 2.0;
  const auto rate = [&](double t) { return 10 + 5 * std::sin(gamma * t); };
  const auto survival = [](double s) { return std::exp(-s); };
  for (const double at : {0.0, 0.7, 2.0}) {
    const double expected =
        10 + 5 / (1 + gamma * gamma) * (std::sin(gamma * at) - gamma * std::cos(gamma * at));
    EXPECT_NEAR(mean_present(rate, survival, at, 40), expected, 1e-8);
  }
}

// An example of Gross, §2.7: five robots, a failure in 30 hours, a repair of 3 hours, two
// repairers: 0.465 are down.
TEST(Theory, MachinesDown) {
  EXPECT_NEAR(machines_down(5, 2, 1.0 / 30, 1.0 / 3), 0.465, 5e-4);
  EXPECT_NEAR(machines_down(1, 1, 1, 3), 0.25, 1e-15);
  EXPECT_NEAR(machines_down(2, 1, 1, 1), 1.2, 1e-15);
}

TEST(Theory, JacksonsFeedbackMultipliesTheArrivals) {
  const Node once_more[] = {{1, 1.0, 0.4, {0.5}}};  // half come back: as if 0.8 came
  EXPECT_THAT(jackson_present(once_more), ElementsAre(DoubleNear(4.0, 1e-12)));

  const Node tandem[] = {{1, 1.0, 0.5, {0, 1}}, {2, 0.5, 0, {0, 0}}};
  EXPECT_THAT(jackson_present(tandem),
              ElementsAre(DoubleNear(1.0, 1e-12), DoubleNear(4.0 / 3.0, 1e-12)));
}

TEST(Theory, BirthAndDeathFromEmpty) {
  // Servers without limit: Poisson of mean 3 (1 − e^−t).
  BirthAndDeath unlimited(60, [](double, int) { return 3.0; }, [](double, int n) { return n; });
  unlimited.advance(0.8, 0.01);
  EXPECT_NEAR(unlimited.mean(), 3 * (1 - std::exp(-0.8)), 1e-8);
  EXPECT_NEAR(unlimited.chance(0), std::exp(-3 * (1 - std::exp(-0.8))), 1e-8);
  EXPECT_NEAR(unlimited.area(), 3 * (0.8 - (1 - std::exp(-0.8))), 1e-4);

  // In the long run, Erlang's line.
  BirthAndDeath line(
      200, [](double, int) { return 1.4; }, [](double, int n) { return std::min(n, 2); });
  line.advance(400, 0.1);
  EXPECT_NEAR(line.mean(), 1.4 + 1.4 * erlang_c_wait(2, 1.4), 1e-6);
}

}  // namespace
}  // namespace caseload::validation::theory
