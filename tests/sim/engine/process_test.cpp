#include "sim/engine/process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/engine/simulation.hpp"

namespace caseload::engine {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

const SimTime kStart{};

using Diary = std::vector<std::string>;

// Counts the living: a local whose destructor must run, whatever happens to its process.
class Alive {
 public:
  explicit Alive(int& count) : count_(&count) { ++*count_; }
  Alive(const Alive& other) : Alive(*other.count_) {}
  Alive& operator=(const Alive&) = delete;
  ~Alive() { --*count_; }

 private:
  int* count_;
};

Process write_name(Simulation&, Diary& diary, std::string name) {
  diary.push_back(std::move(name));
  co_return;
}

Process write_every(Simulation& simulation, Diary& diary, std::string name, SimDuration period) {
  for (int n = 1;; ++n) {
    co_await simulation.after(period);
    diary.push_back(name + std::to_string(n));
  }
}

Process live_for(Simulation& simulation, Alive parameter, int& count, SimDuration life) {
  const Alive local(count);
  const auto on_the_heap = std::make_unique<Alive>(parameter);
  co_await simulation.after(life);
}

TEST(Process, ItsFirstStepWaitsForTheRunLoop) {
  Diary diary;
  Simulation simulation(kStart);

  simulation.spawn(write_name(simulation, diary, "a"), 0);

  EXPECT_THAT(diary, ElementsAre());
  simulation.run_until(kStart);
  EXPECT_THAT(diary, ElementsAre()) << "now is not before now";
  simulation.run_until(kStart + 1us);
  EXPECT_THAT(diary, ElementsAre("a"));
  EXPECT_EQ(simulation.processes_alive(), 0U);
}

TEST(Process, ProcessesStartInTheOrderInWhichTheyWereSpawned) {
  Diary diary;
  Simulation simulation(kStart);
  for (const char* name : {"a", "b", "c"}) simulation.spawn(write_name(simulation, diary, name), 0);

  simulation.run_until(kStart + 1s);

  EXPECT_THAT(diary, ElementsAre("a", "b", "c"));
}

Process spawn_two(Simulation& simulation, Diary& diary) {
  diary.push_back("parent");
  simulation.spawn(write_name(simulation, diary, "child 1"), 1);
  simulation.spawn(write_name(simulation, diary, "child 2"), 2);
  diary.push_back("parent still");
  co_return;
}

TEST(Process, ChildrenStartAfterWhatIsAlreadyThere) {
  Diary diary;
  Simulation simulation(kStart);
  simulation.spawn(spawn_two(simulation, diary), 0);
  simulation.spawn(write_name(simulation, diary, "other"), 0);

  simulation.run_until(kStart + 1s);

  EXPECT_THAT(diary, ElementsAre("parent", "parent still", "other", "child 1", "child 2"));
}

TEST(Process, AfterWaitsToTheMicrosecond) {
  Diary diary;
  Simulation simulation(kStart);
  simulation.spawn(write_every(simulation, diary, "a", 3s), 0);
  simulation.spawn(write_every(simulation, diary, "b", 2s), 0);

  simulation.run_until(kStart + 6s);
  EXPECT_THAT(diary, ElementsAre("b1", "a1", "b2"));

  simulation.run_until(kStart + 6s + 1us);
  EXPECT_THAT(diary, ElementsAre("b1", "a1", "b2", "a2", "b3"))
      << "a went to sleep first for the sixth second";
}

Process look_back(Simulation& simulation, Diary& diary) {
  co_await simulation.after(10s);
  diary.push_back("at ten");
  co_await simulation.until(kStart + 5s);
  diary.push_back(simulation.now() == kStart + 10s ? "still at ten" : "time ran backwards");
  co_await simulation.after(-1s);
  diary.push_back(simulation.now() == kStart + 10s ? "and still" : "time ran backwards");
}

TEST(Process, UntilThePastMeansAfterWhatIsScheduledForNow) {
  Diary diary;
  Simulation simulation(kStart);
  simulation.spawn(look_back(simulation, diary), 0);
  simulation.spawn(write_every(simulation, diary, "other", 10s), 0);

  simulation.run_until(kStart + 11s);

  EXPECT_THAT(diary, ElementsAre("at ten", "other1", "still at ten", "and still"));
}

Process fail_after(Simulation& simulation, Alive, int& count, SimDuration delay) {
  const Alive local(count);
  co_await simulation.after(delay);
  throw std::runtime_error("the behaviour failed");
}

TEST(Process, WhatItThrowsComesOutOfTheRun) {
  int alive = 0;
  {
    Simulation simulation(kStart);
    simulation.spawn(fail_after(simulation, Alive(alive), alive, 2s), 0);
    simulation.spawn(live_for(simulation, Alive(alive), alive, 1h), 0);

    EXPECT_THROW(simulation.run_until(kStart + 1h), std::runtime_error);
    EXPECT_EQ(simulation.now(), kStart + 2s);
  }
  EXPECT_EQ(alive, 0);
}

TEST(Process, AtItsEndItsLocalsAndParametersAreGone) {
  int alive = 0;
  Simulation simulation(kStart);
  simulation.spawn(live_for(simulation, Alive(alive), alive, 1s), 0);
  EXPECT_EQ(alive, 1) << "the parameter";

  simulation.run_until(kStart + 1s);
  EXPECT_EQ(alive, 3) << "the parameter, the local, and what it owns";

  simulation.run_until(kStart + 2s);
  EXPECT_EQ(alive, 0);
  EXPECT_EQ(simulation.processes_alive(), 0U);
}

TEST(Process, DestroyingTheSimulationDestroysItsProcesses) {
  int alive = 0;
  {
    Simulation simulation(kStart);
    for (int i = 0; i < 100; ++i)
      simulation.spawn(live_for(simulation, Alive(alive), alive, 1h), 0);
    simulation.run_until(kStart + 1s);
    simulation.spawn(live_for(simulation, Alive(alive), alive, 1h), 0);  // never started
    EXPECT_EQ(alive, 301);
    EXPECT_EQ(simulation.processes_alive(), 101U);
  }
  EXPECT_EQ(alive, 0);
}

TEST(Process, OneThatIsNeverSpawnedLeavesNothingBehind) {
  int alive = 0;
  Simulation simulation(kStart);
  {
    const Process forgotten = live_for(simulation, Alive(alive), alive, 1h);
    EXPECT_EQ(alive, 1);
  }
  EXPECT_EQ(alive, 0);
  EXPECT_EQ(simulation.processes_alive(), 0U);
}

TEST(Process, CanBeSpawnedOnlyOnce) {
  Diary diary;
  Simulation simulation(kStart);
  Process process = write_name(simulation, diary, "a");
  simulation.spawn(std::move(process), 0);

  EXPECT_THROW(simulation.spawn(std::move(process), 0),
               CheckFailed);  // NOLINT(bugprone-use-after-move)
}

TEST(Process, BelongsToTheSimulationItWasMadeFor) {
  Diary diary;
  Simulation here(kStart);
  Simulation there(kStart);

  EXPECT_THROW(there.spawn(write_name(here, diary, "a"), 0), CheckFailed);
}

// A local that starts a process when it dies, as a visit that books the next one does.
struct Successor {
  Simulation& simulation;
  Diary& diary;
  ~Successor() { simulation.spawn(write_name(simulation, diary, "successor"), 0); }
};

Process leave_a_successor(Simulation& simulation, Diary& diary) {
  const Successor successor{simulation, diary};
  co_await simulation.after(1h);
}

TEST(Process, WhatIsSpawnedWhileTheSimulationClosesNeverRuns) {
  Diary diary;
  {
    Simulation simulation(kStart);
    simulation.spawn(leave_a_successor(simulation, diary), 0);
    simulation.run_until(kStart + 1s);
  }
  EXPECT_THAT(diary, ElementsAre());
}

Process big(Simulation& simulation, int& sum) {
  std::array<int, 2000> memory{};  // a frame larger than the pool keeps
  memory[1999] = 1;
  co_await simulation.after(1s);
  for (const int value : memory) sum += value;
}

TEST(Process, AFrameMayBeOfAnySize) {
  int sum = 0;
  Simulation simulation(kStart);
  for (int i = 0; i < 10; ++i) simulation.spawn(big(simulation, sum), 0);
  simulation.run_until(kStart + 2s);

  EXPECT_EQ(sum, 10);
}

}  // namespace
}  // namespace caseload::engine
