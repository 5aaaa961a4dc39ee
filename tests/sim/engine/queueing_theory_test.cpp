// Waiting lines whose answers are known, through the public engine. Each is simulated until theory
// must lie inside a 99.9 % interval narrow enough to notice an error of 2 %; deliberately wrong
// stations must fall outside. Seeds are fixed: the numbers are the same every time.

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "sim/statistics/mean_interval.hpp"
#include "sim/statistics/tally.hpp"
#include "tests/sim/engine/station.hpp"

namespace caseload::sim {
namespace {

using namespace std::chrono_literals;

const SimTime kStart{};
constexpr std::uint32_t kReplications = 32;
constexpr std::size_t kWarmup =
    2'000;  // customers; at a load of 0.7 the line forgets within 30 of them

// The chance that all servers are busy. Erlang 1917, by the recursion for Erlang B.
double erlang_c(int servers, double offered) {
  double blocked = 1;
  for (int n = 1; n <= servers; ++n) blocked = offered * blocked / (n + offered * blocked);
  return blocked / (1 - offered / servers * (1 - blocked));
}

double expected_wait_minutes(const StationLoad& load) {
  const double offered = load.service / load.between_arrivals;
  return erlang_c(load.servers, offered) * load.service / (load.servers - offered);
}

Tally simulated_wait_minutes(const StationLoad& load, std::uint32_t customers) {
  Tally over_replications;
  for (std::uint32_t replication = 0; replication < kReplications; ++replication) {
    Simulation simulation(kStart);
    Station station(simulation, load, {.seed = 99457, .replication = replication});
    station.waits.reserve(customers);
    simulation.spawn(Station::arrivals(simulation, station, customers), 0);
    while (simulation.events_pending() > 0) simulation.run_until(simulation.now() + 24h);

    Tally over_customers;
    for (std::size_t n = kWarmup; n < station.waits.size(); ++n)
      over_customers.add(to_minutes(station.waits[n]));
    over_replications.add(over_customers.mean());
  }
  return over_replications;
}

class ErlangC : public testing::TestWithParam<int> {
 protected:
  // Waits are rarer, and so their mean noisier, where servers are many.
  std::uint32_t customers() const {
    return 100'000 + 30'000 * static_cast<std::uint32_t>(GetParam());
  }
  StationLoad load() const {
    return {.servers = GetParam(), .between_arrivals = 1.0 / (0.7 * GetParam()), .service = 1};
  }
};

TEST_P(ErlangC, SaysHowLongCustomersWait) {
  const double theory = expected_wait_minutes(load());

  const Interval simulated = student_interval(simulated_wait_minutes(load(), customers()), 0.999);

  EXPECT_TRUE(simulated.contains(theory))
      << theory << " against " << simulated.low << " to " << simulated.high;
  EXPECT_LT((simulated.high - simulated.low) / 2, 0.02 * theory)
      << "too wide to notice an error of 2 %";
}

// A test of the test: servers two per cent slower than we claim make the wait some 7 % longer.
TEST_P(ErlangC, NoticesSlowServers) {
  StationLoad slow = load();
  slow.service *= 1.02;

  EXPECT_FALSE(student_interval(simulated_wait_minutes(slow, 30'000), 0.999)
                   .contains(expected_wait_minutes(load())));
}

INSTANTIATE_TEST_SUITE_P(Servers, ErlangC, testing::Values(1, 2, 4),
                         testing::PrintToStringParamName());

TEST(ErlangCFormula, AgreesWithPublishedValues) {
  EXPECT_NEAR(erlang_c(1, 0.7), 0.7, 1e-15);
  EXPECT_NEAR(erlang_c(2, 1.0), 1.0 / 3.0, 1e-15);
  EXPECT_NEAR(erlang_c(3, 2.0), 4.0 / 9.0, 1e-15);
}

// The share that gives up, from the stationary birth and death of customers present. Erlang A: Palm
// 1957; Garnett, Mandelbaum and Reiman 2002.
double expected_share_giving_up(const StationLoad& load) {
  const double arrival_rate = 1 / load.between_arrivals;
  double weight = 1, total = 0, giving_up_rate = 0;
  for (int present = 0; present < 500; ++present) {
    const int waiting = std::max(0, present - load.servers);
    total += weight;
    giving_up_rate += weight * waiting / load.patience;
    weight *= arrival_rate / (std::min(present + 1, load.servers) / load.service +
                              std::max(0, present + 1 - load.servers) / load.patience);
  }
  return giving_up_rate / total / arrival_rate;
}

// Overloaded on purpose: the deadline decides as often as the grant.
TEST(ErlangA, SaysHowManyGiveUp) {
  const StationLoad load{.servers = 3, .between_arrivals = 0.3, .service = 1, .patience = 2};
  Tally share;
  for (std::uint32_t replication = 0; replication < kReplications; ++replication) {
    Simulation simulation(kStart);
    Station station(simulation, load, {.seed = 99458, .replication = replication});
    simulation.spawn(Station::arrivals(simulation, station, 60'000), 0);
    while (simulation.events_pending() > 0) simulation.run_until(simulation.now() + 24h);
    share.add(static_cast<double>(station.gave_up) / static_cast<double>(station.arrived));
  }
  const double theory = expected_share_giving_up(load);
  const Interval simulated = student_interval(share, 0.999);

  EXPECT_TRUE(simulated.contains(theory))
      << theory << " against " << simulated.low << " to " << simulated.high;
  EXPECT_LT((simulated.high - simulated.low) / 2, 0.02 * theory);
  EXPECT_GT(theory, 0.1) << "otherwise nothing is tested";
}

class Conservation : public testing::TestWithParam<double> {};

TEST_P(Conservation, NobodyAndNoMicrosecondIsLost) {
  const StationLoad load{
      .servers = 3, .between_arrivals = 0.35, .service = 1, .patience = GetParam()};
  Simulation simulation(kStart);
  Station station(simulation, load, {.seed = 7, .replication = 0});
  simulation.spawn(Station::arrivals(simulation, station, 50'000), 0);

  std::int64_t longest_line = 0;
  while (simulation.events_pending() > 0) {
    simulation.run_until(simulation.now() + 17min);
    ASSERT_EQ(station.arrived,
              station.served + station.gave_up + station.in_service() + station.in_line());
    ASSERT_TRUE(station.in_line() == 0 || station.in_service() == 3)
        << "somebody waits before a free server";
    ASSERT_EQ(simulation.processes_alive(),
              static_cast<std::size_t>(station.in_service() + station.in_line()) +
                  (station.arrived < 50'000 ? 1U : 0U));
    longest_line = std::max(longest_line, station.in_line());
  }

  EXPECT_EQ(station.arrived, 50'000);
  EXPECT_EQ(station.served + station.gave_up, 50'000);
  EXPECT_EQ(station.gave_up > 0, load.patience > 0);
  EXPECT_GT(longest_line, 5);
  EXPECT_EQ(station.line_area, station.waited) << "Little's law, exactly";
  EXPECT_EQ(station.busy_area, station.worked);
  EXPECT_GT(station.waited, 0s);
}

INSTANTIATE_TEST_SUITE_P(PatienceMinutes, Conservation, testing::Values(0.0, 2.0));

}  // namespace
}  // namespace caseload::sim
