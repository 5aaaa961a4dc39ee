// What the engine costs against the plainest program that answers the same question. Both draw the
// same numbers in the same process, so the ratio hardly depends on the machine, and a regression
// shows where absolute times say nothing.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <ctime>

#include "sim/base/draws_ahead.hpp"
#include "sim/base/exponential.hpp"
#include "sim/engine/resource.hpp"
#include "sim/engine/simulation.hpp"
#include "sim/engine/store.hpp"

namespace caseload::engine {
namespace {

constexpr std::uint32_t kCustomers = 200'000;
const RandomKey kLuck{.seed = 1, .replication = 0};

auto gaps() { return DrawsAhead(kLuck, StreamId{"gap"}, Exponential(1 / 0.9)); }
auto services() { return DrawsAhead(kLuck, StreamId{"service"}, Exponential(1)); }

// Lindley's recursion (1952): the next wait is this stay less the gap, and never negative.
SimDuration total_stay_by_recursion() {
  auto gap = gaps();
  auto service = services();
  (void)gap.next();  // before the first customer
  SimDuration wait{}, total{};
  for (std::uint32_t n = 0; n < kCustomers; ++n) {
    const SimDuration stay = wait + service.next();
    total += stay;
    wait = std::max(SimDuration{}, stay - gap.next());
  }
  return total;
}

Process bring(Simulation& simulation, Store<SimTime>& line) {
  auto gap = gaps();
  for (std::uint32_t n = 0; n < kCustomers; ++n) {
    co_await simulation.after(gap.next());
    line.put(simulation.now());
  }
}

Process serve(Simulation& simulation, Store<SimTime>& line, SimDuration& total) {
  auto service = services();
  for (;;) {
    const SimTime arrived = co_await line.get();
    co_await simulation.after(service.next());
    total += simulation.now() - arrived;
  }
}

SimDuration total_stay_by_simulation() {
  SimDuration total{};
  Simulation simulation(SimTime{});
  Store<SimTime> line(simulation);
  simulation.spawn(bring(simulation, line), 0);
  simulation.spawn(serve(simulation, line, total), 1);
  simulation.run_until(SimTime{minutes{2 * kCustomers}});
  return total;
}

Process customer(Simulation& simulation, Resource& clerk, SimDuration service, SimDuration& total) {
  const SimTime arrived = simulation.now();
  Seat seat(clerk);
  (void)co_await seat.use(service);
  total += simulation.now() - arrived;
}

Process bring_processes(Simulation& simulation, Resource& clerk, SimDuration& total) {
  auto gap = gaps();
  auto service = services();
  for (std::uint32_t n = 0; n < kCustomers; ++n) {
    co_await simulation.after(gap.next());
    simulation.spawn(customer(simulation, clerk, service.next(), total), n);
  }
}

SimDuration total_stay_of_processes() {
  SimDuration total{};
  Simulation simulation(SimTime{});
  Resource clerk(simulation, 1);
  simulation.spawn(bring_processes(simulation, clerk, total), 0);
  simulation.run_until(SimTime{minutes{2 * kCustomers}});
  return total;
}

// Processor seconds of the quickest of seven.
template <class Run>
double quickest(const Run& run) {
  double best = 1e9;
  for (int i = 0; i < 7; ++i) {
    const std::clock_t before = std::clock();
    (void)run();
    best = std::min(best, static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC);
  }
  return best;
}

TEST(EngineRatio, ASimulatedLineGivesWhatTheRecursionGives) {
  EXPECT_EQ(total_stay_by_simulation(), total_stay_by_recursion());
  EXPECT_EQ(total_stay_of_processes(), total_stay_by_recursion());
}

// About 3.6. The bound leaves room for a busy machine, and none for an engine half as fast.
TEST(EngineRatio, ASimulatedCustomerCostsLessThanFiveOfAPlainLoop) {
  const double loop = quickest(total_stay_by_recursion);
  const double simulated = quickest(total_stay_by_simulation);

  RecordProperty("ratio", std::to_string(simulated / loop));
  EXPECT_LT(simulated, 5 * loop) << "ratio " << simulated / loop;
}

// About 5: an event more, a birth and a death.
TEST(EngineRatio, ACustomerWithAProcessOfHerOwnCostsLessThanEight) {
  const double loop = quickest(total_stay_by_recursion);
  const double simulated = quickest(total_stay_of_processes);

  RecordProperty("ratio", std::to_string(simulated / loop));
  EXPECT_LT(simulated, 8 * loop) << "ratio " << simulated / loop;
}

}  // namespace
}  // namespace caseload::engine
