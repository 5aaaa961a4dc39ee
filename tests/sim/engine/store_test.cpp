#include "sim/engine/store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/engine/process_group.hpp"
#include "sim/engine/wakeable.hpp"

namespace caseload::engine {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::Pair;

const SimTime kStart{};

using Fetched = std::vector<std::pair<SimDuration, std::string>>;

Process fetch(Simulation& simulation, Store<std::string>& store, std::string by, Fetched& fetched) {
  for (;;) {
    std::string item = co_await store.get();
    fetched.emplace_back(simulation.now() - kStart, by + item);
  }
}

Process fetch_once(Simulation& simulation, Store<std::string>& store, SimDuration deadline,
                   Fetched& fetched) {
  const std::optional<std::string> item = co_await store.get_by(kStart + deadline);
  fetched.emplace_back(simulation.now() - kStart, item.value_or("nothing"));
}

Process put_at(Simulation& simulation, Store<std::string>& store, SimDuration at,
               std::vector<std::string> items) {
  co_await simulation.until(kStart + at);
  for (std::string& item : items) store.put(std::move(item));
}

TEST(Store, FirstInFirstOut) {
  Fetched fetched;
  Simulation simulation(kStart);
  Store<std::string> store(simulation);
  store.put("a");
  store.put("b");
  simulation.spawn(fetch(simulation, store, "", fetched), 0);
  simulation.spawn(put_at(simulation, store, 5s, {"c", "d"}), 0);

  simulation.run_until(kStart + 1h);

  EXPECT_THAT(fetched, ElementsAre(Pair(0s, "a"), Pair(0s, "b"), Pair(5s, "c"), Pair(5s, "d")));
  EXPECT_EQ(simulation.events_done(), 4U) << "two births, a timer, and one wake-up for two items";
}

TEST(Store, WhoWaitsLongestIsServedFirst) {
  Fetched fetched;
  Simulation simulation(kStart);
  Store<std::string> store(simulation);
  for (const char* who : {"x", "y", "z"})
    simulation.spawn(fetch_once(simulation, store, 1h, fetched), static_cast<std::uint32_t>(*who));
  simulation.spawn(put_at(simulation, store, 5s, {"1", "2"}), 0);

  simulation.run_until(kStart + 1min);

  EXPECT_THAT(fetched, ElementsAre(Pair(5s, "1"), Pair(5s, "2")));
  EXPECT_EQ(store.getters_waiting(), 1U);
}

TEST(Store, WhatIsPromisedCannotBeTakenByAnother) {
  Fetched fetched;
  Simulation simulation(kStart);
  Store<std::string> store(simulation);
  simulation.spawn(fetch(simulation, store, "early ", fetched), 0);
  simulation.run_until(kStart + 1s);

  store.put("item");
  simulation.spawn(fetch(simulation, store, "late ", fetched), 0);  // runs after the wake-up
  EXPECT_EQ(store.length().value(), 1);
  simulation.run_until(kStart + 2s);

  EXPECT_THAT(fetched, ElementsAre(Pair(1s, "early item")));
  EXPECT_EQ(store.getters_waiting(), 2U);
}

struct Delivery {
  Store<std::string>& store;
  static void arrive(void* self, std::uint64_t) { static_cast<Delivery*>(self)->store.put("item"); }
};

Process come_late(Simulation& simulation, Wakeable& wakeup, Store<std::string>& store,
                  Fetched& fetched) {
  (void)co_await wakeup.sleep_until(kStart + 5s);
  const std::string item = co_await store.get();
  fetched.emplace_back(simulation.now() - kStart, "late " + item);
}

// A deadline runs between the put and the wake-up of the one it was promised to.
TEST(Store, NobodyComesBetweenThePutAndTheWakeUp) {
  Fetched fetched;
  Simulation simulation(kStart);
  Store<std::string> store(simulation);
  Wakeable wakeup(simulation);
  Delivery delivery{store};
  simulation.spawn(fetch(simulation, store, "early ", fetched), 0);
  simulation.schedule({.at = kStart + 5s,
                       .event_class = EventClass::Release,
                       .action = Delivery::arrive,
                       .context = &delivery});
  simulation.spawn(come_late(simulation, wakeup, store, fetched), 0);

  simulation.run_until(kStart + 1h);

  EXPECT_THAT(fetched, ElementsAre(Pair(5s, "early item")));
}

TEST(Store, GivesUpAtTheDeadline) {
  Fetched fetched;
  Simulation simulation(kStart);
  Store<std::string> store(simulation);
  simulation.spawn(fetch_once(simulation, store, 5s, fetched), 0);
  simulation.spawn(put_at(simulation, store, 5s, {"too late"}), 0);  // at that very microsecond
  simulation.spawn(fetch_once(simulation, store, 7s, fetched), 0);

  simulation.run_until(kStart + 1h);

  EXPECT_THAT(fetched, ElementsAre(Pair(5s, "nothing"), Pair(5s, "too late")));
  EXPECT_EQ(simulation.events_pending(), 0U) << "the second deadline went with the item";
}

TEST(Store, LosesNothingWhenTheOneWokenIsDestroyed) {
  Fetched fetched;
  Simulation simulation(kStart);
  Store<std::string> store(simulation);
  ProcessGroup leavers;
  simulation.spawn(fetch(simulation, store, "leaver ", fetched), 0, &leavers);
  simulation.spawn(fetch(simulation, store, "next ", fetched), 0);
  simulation.spawn(fetch(simulation, store, "gone before ", fetched), 0, &leavers);
  simulation.run_until(kStart + 1s);

  store.put("item");
  leavers.cancel();
  simulation.run_until(kStart + 2s);

  EXPECT_THAT(fetched, ElementsAre(Pair(1s, "next item")));
  EXPECT_EQ(store.getters_waiting(), 1U);
  EXPECT_EQ(store.length().value(), 0);
}

TEST(Store, CountsItsLengthOverTime) {
  Fetched fetched;
  Simulation simulation(kStart);
  Store<std::string> store(simulation);
  simulation.spawn(put_at(simulation, store, 10s, {"a", "b", "c"}), 0);
  simulation.run_until(kStart + 20s);
  simulation.spawn(fetch_once(simulation, store, 1h, fetched), 0);

  simulation.run_until(kStart + 30s);

  EXPECT_EQ(store.length().until(kStart + 30s).area, (10 * 3 + 10 * 2) * 1'000'000);
  EXPECT_EQ(store.length().highest(), 3);
}

TEST(Store, MayDieBeforeItsSimulation) {
  Fetched fetched;
  Simulation simulation(kStart);
  std::optional<Store<std::string>> store(std::in_place, simulation);
  simulation.spawn(fetch(simulation, *store, "", fetched), 0);
  simulation.spawn(fetch(simulation, *store, "", fetched), 0);
  simulation.spawn(fetch_once(simulation, *store, 5s, fetched), 0);
  simulation.run_until(kStart + 1s);

  store.reset();
  simulation.run_until(kStart + 1h);

  EXPECT_THAT(fetched, ElementsAre(Pair(5s, "nothing")));
  EXPECT_EQ(simulation.processes_alive(), 2U);
}

TEST(Store, MayOutliveItsSimulation) {
  Fetched fetched;
  std::optional<Simulation> simulation(std::in_place, kStart);
  Store<std::string> store(*simulation);
  simulation->spawn(fetch(*simulation, store, "", fetched), 0);
  simulation->spawn(fetch(*simulation, store, "", fetched), 0);
  simulation->run_until(kStart + 1s);
  store.put("promised");

  simulation.reset();

  EXPECT_THAT(fetched, ElementsAre());
  EXPECT_EQ(store.getters_waiting(), 0U);
  EXPECT_EQ(store.length().value(), 1) << "still there";
}

// --- The memory behind it ---------------------------------------------------------------------

TEST(RingBuffer, KeepsItsOrderWhileItGrowsAndGoesRound) {
  RingBuffer<std::unique_ptr<int>> line;
  int in = 0, out = 0;

  for (int round = 0; round < 100; ++round) {
    for (int i = 0; i < round; ++i) line.push_back(std::make_unique<int>(in++));
    while (line.size() > static_cast<std::size_t>(round) / 2) EXPECT_EQ(*line.pop_front(), out++);
  }
  while (!line.empty()) EXPECT_EQ(*line.pop_front(), out++);

  EXPECT_EQ(in, out);
  EXPECT_THROW(line.pop_front(), CheckFailed);
}

TEST(RingBuffer, OwnsNothingThatWasTakenOut) {
  const auto shared = std::make_shared<int>(1);
  RingBuffer<std::shared_ptr<int>> line;
  line.push_back(shared);

  {
    const auto taken = line.pop_front();
  }

  EXPECT_EQ(shared.use_count(), 1);
}

}  // namespace
}  // namespace caseload::engine
