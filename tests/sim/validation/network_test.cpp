// Customers who come back: machines that fail again, and a network with feedback.

#include <gtest/gtest.h>

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "sim/base/random.hpp"
#include "sim/engine/resource.hpp"
#include "tests/sim/validation/draw.hpp"
#include "tests/sim/validation/replications.hpp"
#include "tests/sim/validation/theory.hpp"
#include "tests/sim/validation/verdict.hpp"

namespace caseload::validation {
namespace {

using namespace std::chrono_literals;

const SimTime kStart{};

// Whoever is at a resource, waiting or served, over a window of time.
struct Presence {
  explicit Presence(const engine::Resource& resource) : resource(resource) {}
  void open(SimTime at) {
    waiting = resource.in_line().read(at), served = resource.busy().read(at);
  }
  double mean(SimTime at) const {
    return (resource.in_line().read(at) - waiting).mean() +
           (resource.busy().read(at) - served).mean();
  }
  const engine::Resource& resource;
  LevelReading waiting{}, served{};
};

// --- Machine repair ---------------------------------------------------------------------------

struct Workshop {
  int machines = 8;
  int repairers = 2;
  Draw runs = Draw::exponential(10);
  Draw repair = Draw::exponential(2);
};

engine::Process machine(engine::Simulation& simulation, engine::Resource& repairers,
                        const Workshop& workshop, RandomKey random, std::uint32_t number) {
  const RandomStream runs = random.stream(StreamId{"validation run"}, number);
  const RandomStream repairs = random.stream(StreamId{"validation repair"}, number);
  for (std::uint32_t n = 0;; ++n) {
    co_await simulation.after(workshop.runs(runs.at(n)));
    engine::Seat seat(repairers);
    (void)co_await seat.use(workshop.repair(repairs.at(n)));
  }
}

double machines_down(const Workshop& workshop, RandomKey random, RunLength length) {
  engine::Simulation simulation(kStart);
  engine::Resource repairers(simulation, workshop.repairers);
  for (int n = 0; n < workshop.machines; ++n)
    simulation.spawn(
        machine(simulation, repairers, workshop, random, static_cast<std::uint32_t>(n)),
        static_cast<std::uint32_t>(n));
  Presence down(repairers);
  simulation.run_until(kStart + length.warm_up);
  down.open(simulation.now());
  simulation.run_until(simulation.now() + length.window);
  expect_balance(simulation, repairers);
  return down.mean(simulation.now());
}

stats::Tally over_replications(const std::function<double(RandomKey)>& one) {
  stats::Tally tally;
  for (std::uint32_t replication = 0; replication < kReplications; ++replication)
    tally.add(one({.seed = kSeed, .replication = replication}));
  return tally;
}

TEST(Validation, MachineRepair) {
  const Workshop workshop{};
  Workshop slow = workshop;
  slow.repair = workshop.repair.times(1.02);
  const RunLength length{.warm_up = 500min, .window = 20'000min};

  expect_agreement(
      {.model = "Machine repair, 8 machines, 2 repairers",
       .quantity = "mean number down",
       .theory = theory::machines_down(8, 2, 1 / workshop.runs.mean(), 1 / workshop.repair.mean()),
       .simulated = over_replications(
           [&](RandomKey random) { return machines_down(workshop, random, length); }),
       .fault = "repairers 2 % slower",
       .with_fault = over_replications(
           [&](RandomKey random) { return machines_down(slow, random, length); })});
}

// --- A network --------------------------------------------------------------------------------

// Intake, treatment (two servers), laboratory; some go back from the laboratory to treatment, and
// some from treatment to intake.
std::vector<theory::Node> clinic() {
  return {{.servers = 1, .service_rate = 1.25, .arrivals_from_outside = 0.6, .next = {0, 0.9, 0}},
          {.servers = 2, .service_rate = 0.8, .arrivals_from_outside = 0.1, .next = {0.1, 0, 0.5}},
          {.servers = 1, .service_rate = 0.9, .arrivals_from_outside = 0, .next = {0, 0.4, 0}}};
}

using Rooms = std::vector<engine::Resource*>;

engine::Process patient(engine::Simulation& simulation, const Rooms& rooms,
                        const std::vector<theory::Node>& nodes, RandomKey random,
                        std::uint32_t number, std::size_t node) {
  const RandomStream services = random.stream(StreamId{"validation service"}, number);
  const RandomStream ways = random.stream(StreamId{"validation way"}, number);
  for (std::uint32_t visit = 0; node < nodes.size(); ++visit) {
    {
      engine::Seat seat(*rooms[node]);
      (void)co_await seat.use(Draw::exponential(1 / nodes[node].service_rate)(services.at(visit)));
    }
    double u = ways.at(visit);
    const std::vector<double>& next = nodes[node].next;
    for (node = 0; node < nodes.size() && u >= next[node]; ++node) u -= next[node];
  }
}

engine::Process patients(engine::Simulation& simulation, const Rooms& rooms,
                         const std::vector<theory::Node>& nodes, RandomKey random,
                         std::size_t node) {
  const auto first = static_cast<std::uint32_t>(node) << 28;
  DrawsAhead gaps(random, StreamId{"validation gap"},
                  Draw::exponential(1 / nodes[node].arrivals_from_outside), first);
  for (std::uint32_t n = first;; ++n) {
    co_await simulation.after(gaps.next());
    simulation.spawn(patient(simulation, rooms, nodes, random, n, node), n);
  }
}

// Mean number at each node.
std::vector<double> present(const std::vector<theory::Node>& nodes, RandomKey random,
                            RunLength length) {
  engine::Simulation simulation(kStart);
  std::deque<engine::Resource> resources;
  Rooms rooms;
  std::vector<Presence> presence;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    rooms.push_back(&resources.emplace_back(simulation, nodes[i].servers));
    presence.emplace_back(*rooms.back());
  }
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (nodes[i].arrivals_from_outside > 0)
      simulation.spawn(patients(simulation, rooms, nodes, random, i),
                       static_cast<std::uint32_t>(i));
  simulation.run_until(kStart + length.warm_up);
  for (Presence& one : presence) one.open(simulation.now());
  simulation.run_until(simulation.now() + length.window);
  std::vector<double> means;
  for (const Presence& one : presence) {
    expect_balance(simulation, one.resource);
    means.push_back(one.mean(simulation.now()));
  }
  return means;
}

TEST(Validation, JacksonNetwork) {
  const std::vector<theory::Node> nodes = clinic();
  std::vector<theory::Node> more_feedback = nodes;  // some go back to intake who should leave
  more_feedback[1].next[0] += 0.03;
  const std::vector<double> theory = theory::jackson_present(nodes);
  std::vector<stats::Tally> simulated(nodes.size()), with_fault(nodes.size());
  for (std::uint32_t replication = 0; replication < kReplications; ++replication) {
    const RandomKey random{.seed = kSeed, .replication = replication};
    const auto right = present(nodes, random, {500min, 70'000min});
    const auto wrong = present(more_feedback, random, {500min, 50'000min});
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      simulated[i].add(right[i]);
      with_fault[i].add(wrong[i]);
    }
  }

  const char* names[] = {"intake", "treatment", "laboratory"};
  for (std::size_t i = 0; i < nodes.size(); ++i)
    expect_agreement({.model = "Jackson network, three nodes with feedback",
                      .quantity = std::string("mean number at ") + names[i],
                      .theory = theory[i],
                      .simulated = simulated[i],
                      .fault = "3 % more go back to intake",
                      .with_fault = with_fault[i]});
}

}  // namespace
}  // namespace caseload::validation
