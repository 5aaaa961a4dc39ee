#include "sim/engine/wakeable.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <utility>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/engine/simulation.hpp"

namespace caseload::engine {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::Pair;

const SimTime kStart{};

using Wakes = std::vector<std::pair<SimDuration, Wake>>;

Process sleep_once(Simulation& simulation, Wakeable& wakeup, SimDuration patience, Wakes& wakes) {
  const Wake why = co_await wakeup.sleep_until(simulation.now() + patience);
  wakes.emplace_back(simulation.now() - kStart, why);
}

Process sleep_for_ever(Simulation& simulation, Wakeable& wakeup, Wakes& wakes) {
  for (;;) {
    const Wake why = co_await wakeup.sleep_until(SimTime::max());
    wakes.emplace_back(simulation.now() - kStart, why);
  }
}

Process ring_at(Simulation& simulation, Wakeable& wakeup, SimDuration at, Wake reason,
                std::vector<bool>& heard) {
  co_await simulation.until(kStart + at);
  heard.push_back(wakeup.wake(reason));
}

// Rings from a plain event, whose class is the caller's.
struct Ringer {
  Wakeable& wakeup;
  std::vector<bool> heard;
  static void ring(void* self, std::uint64_t reason) {
    auto& ringer = *static_cast<Ringer*>(self);
    ringer.heard.push_back(ringer.wakeup.wake(static_cast<Wake>(reason)));
  }
  Event at(SimDuration when, EventClass event_class, Wake reason) {
    return {kStart + when, event_class, 0, ring, this, static_cast<std::uint64_t>(reason)};
  }
};

TEST(Wakeable, TimesOutAtItsDeadline) {
  Wakes wakes;
  Simulation simulation(kStart);
  Wakeable wakeup(simulation);
  simulation.spawn(sleep_once(simulation, wakeup, 5s, wakes), 0);

  simulation.run_until(kStart + 5s);
  EXPECT_TRUE(wakeup.waiting());
  simulation.run_until(kStart + 1h);

  EXPECT_THAT(wakes, ElementsAre(Pair(5s, Wake::TimedOut)));
  EXPECT_FALSE(wakeup.waiting());
  EXPECT_FALSE(wakeup.wake(Wake::Granted));
}

TEST(Wakeable, WakesForTheReasonGiven) {
  for (const Wake reason : {Wake::Granted, Wake::Preempted, Wake::ShiftEnded, Wake::Cancelled}) {
    Wakes wakes;
    std::vector<bool> heard;
    Simulation simulation(kStart);
    Wakeable wakeup(simulation);
    simulation.spawn(sleep_once(simulation, wakeup, 1h, wakes), 0);
    simulation.spawn(ring_at(simulation, wakeup, 3s, reason, heard), 0);

    simulation.run_until(kStart + 2h);

    EXPECT_THAT(wakes, ElementsAre(Pair(3s, reason)));
    EXPECT_THAT(heard, ElementsAre(true));
    EXPECT_EQ(simulation.events_pending(), 0U) << "the deadline went with the wake-up";
  }
}

TEST(Wakeable, TheFirstToWakeIsTheOnlyOne) {
  Wakes wakes;
  std::vector<bool> heard;
  Simulation simulation(kStart);
  Wakeable wakeup(simulation);
  simulation.spawn(sleep_once(simulation, wakeup, 1h, wakes), 0);
  simulation.spawn(ring_at(simulation, wakeup, 3s, Wake::Granted, heard), 0);
  simulation.spawn(ring_at(simulation, wakeup, 3s, Wake::Preempted, heard), 0);

  simulation.run_until(kStart + 2h);

  EXPECT_THAT(wakes, ElementsAre(Pair(3s, Wake::Granted)));
  EXPECT_THAT(heard, ElementsAre(true, false));
}

TEST(Wakeable, AtOneMicrosecondTheDeadlineGoesBeforeAnOrdinaryWakeUp) {
  Wakes wakes;
  std::vector<bool> heard;
  Simulation simulation(kStart);
  Wakeable wakeup(simulation);
  simulation.spawn(ring_at(simulation, wakeup, 3s, Wake::Granted, heard),
                   0);  // scheduled first, and yet
  simulation.spawn(sleep_once(simulation, wakeup, 3s, wakes), 0);

  simulation.run_until(kStart + 1h);

  EXPECT_THAT(wakes, ElementsAre(Pair(3s, Wake::TimedOut)));
  EXPECT_THAT(heard, ElementsAre(false));
}

TEST(Wakeable, AWakeUpThatWinsTheMicrosecondTakesTheDeadlineAway) {
  Wakes wakes;
  Simulation simulation(kStart);
  Wakeable wakeup(simulation);
  Ringer ringer{wakeup, {}};
  simulation.schedule(
      ringer.at(3s, EventClass::Release, Wake::Granted));  // before the sleeper's own
  simulation.spawn(sleep_once(simulation, wakeup, 3s, wakes), 0);

  simulation.run_until(kStart + 1h);

  EXPECT_THAT(wakes, ElementsAre(Pair(3s, Wake::Granted)));
  EXPECT_THAT(ringer.heard, ElementsAre(true));
  EXPECT_EQ(simulation.events_done(), 3U) << "the start, the bell, the wake-up; and no deadline";
}

Process count_heard(Simulation&, Wakeable& wakeup, const Ringer& other,
                    std::size_t& heard_by_then) {
  (void)co_await wakeup.sleep_until(SimTime::max());
  heard_by_then = other.heard.size();
}

TEST(Wakeable, AWokenProcessRunsBeforeTheOrdinaryEventsOfItsMicrosecond) {
  std::size_t heard_by_then = 99;
  Simulation simulation(kStart);
  Wakeable wakeup(simulation), unattended(simulation);
  Ringer ringer{wakeup, {}}, ordinary{unattended, {}};
  simulation.spawn(count_heard(simulation, wakeup, ordinary, heard_by_then), 0);
  simulation.schedule(ringer.at(3s, EventClass::Ordinary, Wake::Granted));
  simulation.schedule(
      ordinary.at(3s, EventClass::Ordinary, Wake::Granted));  // before the wake-up is

  simulation.run_until(kStart + 1h);

  EXPECT_EQ(heard_by_then, 0U);
  EXPECT_THAT(ordinary.heard, ElementsAre(false));
}

TEST(Wakeable, ADeadlineNowIsADeadlineAndOneBeforeIsAFault) {
  Wakes wakes;
  Simulation simulation(kStart);
  Wakeable wakeup(simulation);
  simulation.spawn(sleep_once(simulation, wakeup, 0s, wakes), 0);
  simulation.run_until(kStart + 1s);
  EXPECT_THAT(wakes, ElementsAre(Pair(0s, Wake::TimedOut)));

  simulation.spawn(sleep_once(simulation, wakeup, -1us, wakes), 0);
  EXPECT_THROW(simulation.run_until(kStart + 2s), CheckFailed);
}

TEST(Wakeable, HoldsOneProcessAtATime) {
  Wakes wakes;
  Simulation simulation(kStart);
  Wakeable wakeup(simulation);
  simulation.spawn(sleep_once(simulation, wakeup, 1h, wakes), 0);
  simulation.spawn(sleep_once(simulation, wakeup, 1h, wakes), 0);

  EXPECT_THROW(simulation.run_until(kStart + 1s), CheckFailed);
}

TEST(Wakeable, NobodyIsWaitingOnceTheSleeperIsDestroyed) {
  Wakes wakes;
  ProcessGroup patient;
  Simulation simulation(kStart);
  Wakeable wakeup(simulation);
  simulation.spawn(sleep_once(simulation, wakeup, 1h, wakes), 0, &patient);
  simulation.run_until(kStart + 1s);
  EXPECT_TRUE(wakeup.waiting());

  patient.cancel();

  EXPECT_FALSE(wakeup.waiting());
  EXPECT_FALSE(wakeup.wake(Wake::Granted));
  simulation.spawn(sleep_once(simulation, wakeup, 1s, wakes), 0);  // the place is free again
  simulation.run_until(kStart + 1h);
  EXPECT_THAT(wakes, ElementsAre(Pair(2s, Wake::TimedOut)));
}

TEST(Wakeable, AWokenSleeperMayBeDestroyedBeforeItRuns) {
  Wakes wakes;
  ProcessGroup patient;
  Simulation simulation(kStart);
  Wakeable wakeup(simulation);
  simulation.spawn(sleep_once(simulation, wakeup, 1h, wakes), 0, &patient);
  simulation.run_until(kStart + 1s);
  EXPECT_TRUE(wakeup.wake(Wake::Granted));

  patient.cancel();

  EXPECT_EQ(simulation.events_pending(), 0U);
  simulation.run_until(kStart + 2h);
  EXPECT_THAT(wakes, ElementsAre());
}

TEST(Wakeable, ASleeperMaySleepAgain) {
  Wakes wakes;
  Simulation simulation(kStart);
  Wakeable wakeup(simulation);
  Ringer ringer{wakeup, {}};
  simulation.spawn(sleep_for_ever(simulation, wakeup, wakes), 0);
  simulation.schedule(ringer.at(1s, EventClass::Ordinary, Wake::Granted));
  simulation.schedule(ringer.at(2s, EventClass::Ordinary, Wake::Preempted));
  simulation.schedule(ringer.at(2s, EventClass::Ordinary, Wake::Cancelled));

  simulation.run_until(kStart + 1h);

  EXPECT_THAT(wakes, ElementsAre(Pair(1s, Wake::Granted), Pair(2s, Wake::Preempted),
                                 Pair(2s, Wake::Cancelled)))
      << "it sleeps again within the microsecond, before the next ordinary event";
  EXPECT_THAT(ringer.heard, ElementsAre(true, true, true));
  EXPECT_TRUE(wakeup.waiting());
}

Process nap_then_take_the_place(Simulation& simulation, Wakeable& own, Wakeable& place,
                                Wakes& wakes) {
  (void)co_await own.sleep_until(kStart + 3s);  // a deadline: goes before the wake-up of the first
  const Wake why = co_await place.sleep_until(kStart + 4s);
  wakes.emplace_back(simulation.now() - kStart, why);
}

// Between being woken and running, the place is free; who takes it must not change why the first
// one woke.
TEST(Wakeable, TheNextSleeperDoesNotRewriteTheReasonOfTheLast) {
  Wakes first, second;
  Simulation simulation(kStart);
  Wakeable wakeup(simulation), timer(simulation);
  Ringer ringer{wakeup, {}};
  simulation.schedule(ringer.at(3s, EventClass::Release, Wake::Granted));
  simulation.spawn(sleep_once(simulation, wakeup, 1h, first), 0);
  simulation.spawn(nap_then_take_the_place(simulation, timer, wakeup, second), 0);

  simulation.run_until(kStart + 1h);

  EXPECT_THAT(first, ElementsAre(Pair(3s, Wake::Granted)));
  EXPECT_THAT(second, ElementsAre(Pair(4s, Wake::TimedOut)));
}

TEST(Wakeable, MayDieBeforeItsSleeper) {
  Wakes wakes;
  std::optional<Wakeable> wakeup;
  Simulation simulation(kStart);
  wakeup.emplace(simulation);
  simulation.spawn(sleep_once(simulation, *wakeup, 5s, wakes), 0);
  simulation.run_until(kStart + 1s);

  wakeup.reset();
  simulation.run_until(kStart + 1h);

  EXPECT_THAT(wakes, ElementsAre(Pair(5s, Wake::TimedOut)));
}

TEST(Wakeable, MayDieBetweenTheWakeUpAndTheWaking) {
  Wakes wakes;
  std::optional<Wakeable> wakeup;
  Simulation simulation(kStart);
  wakeup.emplace(simulation);
  simulation.spawn(sleep_once(simulation, *wakeup, 5s, wakes), 0);
  simulation.run_until(kStart + 1s);

  wakeup->wake(Wake::Granted);
  wakeup.reset();
  simulation.run_until(kStart + 1h);

  EXPECT_THAT(wakes, ElementsAre(Pair(1s, Wake::Granted)));
}

TEST(Wakeable, MayOutliveItsSimulation) {
  Wakes wakes;
  std::optional<Simulation> simulation(kStart);
  Wakeable wakeup(*simulation);
  simulation->spawn(sleep_once(*simulation, wakeup, 5s, wakes), 0);
  simulation->run_until(kStart + 1s);

  simulation.reset();

  EXPECT_FALSE(wakeup.waiting());
}

// A bell of the process's own, in its frame; who rings it holds a pointer only while it may.
Process own_bell(Simulation& simulation, Wakeable*& published, Wakes& wakes) {
  Wakeable wakeup(simulation);
  published = &wakeup;
  const Wake why = co_await wakeup.sleep_until(SimTime::max());
  published = nullptr;
  wakes.emplace_back(simulation.now() - kStart, why);
}

TEST(Wakeable, MayLiveInTheFrameOfItsSleeper) {
  Wakes wakes;
  Wakeable* wakeup = nullptr;
  {
    Simulation simulation(kStart);
    simulation.spawn(own_bell(simulation, wakeup, wakes), 0);
    simulation.run_until(kStart + 1s);
    wakeup->wake(Wake::Granted);
    simulation.run_until(kStart + 2s);
    EXPECT_THAT(wakes, ElementsAre(Pair(1s, Wake::Granted)));

    simulation.spawn(own_bell(simulation, wakeup, wakes), 0);
    simulation.run_until(kStart + 3s);  // and dies asleep, with the simulation
  }
  EXPECT_EQ(wakes.size(), 1U);
}

}  // namespace
}  // namespace caseload::engine
