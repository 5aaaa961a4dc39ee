// A simulation is a value: many in one thread know nothing of each other, and equal ones do the
// same.

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "sim/base/distributions.hpp"
#include "sim/base/random.hpp"
#include "sim/engine/simulation.hpp"
#include "sim/engine/wakeable.hpp"

namespace caseload::engine {
namespace {

using namespace std::chrono_literals;

const SimTime kStart{};

// Twenty walkers who stop at random, ring at the next one's door, and start a visitor now and then.
struct World {
  explicit World(std::uint64_t seed) : random{.seed = seed, .replication = 0}, simulation(kStart) {
    for (std::uint32_t n = 0; n < 20; ++n) doors.push_back(std::make_unique<Wakeable>(simulation));
    for (std::uint32_t n = 0; n < 20; ++n) simulation.spawn(walk(simulation, *this, n), n);
  }

  static Process walk(Simulation& simulation, World& world, std::uint32_t n) {
    const RandomStream stops = world.random.stream(StreamId{"stops"}, n);
    for (std::uint32_t i = 0;; ++i) {
      const SimDuration stop = from_minutes(exponential_quantile(stops.at(i), 5));
      const Wake why = co_await world.doors[n]->sleep_until(simulation.now() + stop);
      if (why == Wake::TimedOut) world.doors[(n + 1) % 20]->wake(Wake::Granted);
      if (i % 10 == 9) simulation.spawn(visit(simulation, stop), n, &world.visitors);
      if (i % 50 == 49) world.visitors.cancel();
    }
  }

  static Process visit(Simulation& simulation, SimDuration length) {
    co_await simulation.after(length * 3);
  }

  RandomKey random;
  ProcessGroup visitors;
  std::vector<std::unique_ptr<Wakeable>> doors;
  Simulation simulation;
};

TEST(Interleaving, EqualWorldsDoTheSame) {
  World first(1), second(1);
  first.simulation.run_until(kStart + 48h);
  second.simulation.run_until(kStart + 48h);

  EXPECT_GT(first.simulation.events_done(), 10'000U);
  EXPECT_EQ(first.simulation.events_done(), second.simulation.events_done());
  EXPECT_EQ(first.simulation.fingerprint(), second.simulation.fingerprint());
}

TEST(Interleaving, OtherLuckIsAnotherRun) {
  World first(1), second(2);
  first.simulation.run_until(kStart + 48h);
  second.simulation.run_until(kStart + 48h);

  EXPECT_NE(first.simulation.fingerprint(), second.simulation.fingerprint());
}

TEST(Interleaving, SimulationsSideBySideDoNotMeet) {
  World alone(1), other_alone(2);
  alone.simulation.run_until(kStart + 48h);
  other_alone.simulation.run_until(kStart + 48h);

  World first(1), other(2);
  for (SimTime time = kStart; time < kStart + 48h; time += 7min) {
    first.simulation.run_until(std::min(time + 7min, kStart + 48h));
    other.simulation.run_until(std::min(time + 7min, kStart + 48h));
  }

  EXPECT_EQ(first.simulation.fingerprint(), alone.simulation.fingerprint());
  EXPECT_EQ(other.simulation.fingerprint(), other_alone.simulation.fingerprint());
}

TEST(Interleaving, RunningInStepsIsRunningAtOnce) {
  World at_once(3), in_steps(3);
  at_once.simulation.run_until(kStart + 10h);
  for (int minute = 1; minute <= 600; ++minute)
    in_steps.simulation.run_until(kStart + minutes{minute});

  EXPECT_EQ(in_steps.simulation.fingerprint(), at_once.simulation.fingerprint());
  EXPECT_EQ(in_steps.simulation.events_done(), at_once.simulation.events_done());
}

// A test of the test: one event more, by one process, once.
TEST(Interleaving, OneMoreEventChangesTheFingerprint) {
  World plain(4), disturbed(4);
  plain.simulation.run_until(kStart + 10h);
  disturbed.simulation.run_until(kStart + 5h);
  disturbed.simulation.spawn(World::visit(disturbed.simulation, 0s), 0);
  disturbed.simulation.run_until(kStart + 10h);

  EXPECT_NE(plain.simulation.fingerprint(), disturbed.simulation.fingerprint());
}

}  // namespace
}  // namespace caseload::engine
