#include "sim/engine/simulation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

#include "sim/base/check.hpp"

namespace caseload::engine {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

const SimTime kStart{SimDuration{1'000'000}};

struct Diary {
  std::vector<std::uint64_t> entries;
};

void note(void* diary, std::uint64_t what) { static_cast<Diary*>(diary)->entries.push_back(what); }

Event note_at(Diary& diary, SimTime at, std::uint64_t what, std::uint32_t entity = 0) {
  return {at, EventClass::Ordinary, entity, note, &diary, what};
}

TEST(Simulation, DoesEverythingBeforeTheEndAndNothingAtIt) {
  Diary diary;
  Simulation simulation(kStart);
  simulation.schedule(note_at(diary, kStart, 1));
  simulation.schedule(note_at(diary, kStart + 10s - 1us, 2));
  simulation.schedule(note_at(diary, kStart + 10s, 3));

  simulation.run_until(kStart + 10s);

  EXPECT_THAT(diary.entries, ElementsAre(1, 2));
  EXPECT_EQ(simulation.now(), kStart + 10s);
  EXPECT_EQ(simulation.events_done(), 2U);
  EXPECT_EQ(simulation.events_pending(), 1U);

  simulation.run_until(kStart + 10s);
  EXPECT_THAT(diary.entries, ElementsAre(1, 2)) << "running to where one stands does nothing";

  simulation.run_until(kStart + 11s);
  EXPECT_THAT(diary.entries, ElementsAre(1, 2, 3));
}

TEST(Simulation, TheClockArrivesEvenWhereNothingHappens) {
  Simulation simulation(kStart);

  simulation.run_until(kStart + 24h);

  EXPECT_EQ(simulation.now(), kStart + 24h);
  EXPECT_EQ(simulation.events_done(), 0U);
}

TEST(Simulation, ThePastIsClosed) {
  Diary diary;
  Simulation simulation(kStart);
  simulation.run_until(kStart + 1s);

  EXPECT_THROW(simulation.schedule(note_at(diary, kStart + 1s - 1us, 1)), CheckFailed);
  EXPECT_THROW(simulation.run_until(kStart), CheckFailed);
  EXPECT_NO_THROW(simulation.schedule(note_at(diary, kStart + 1s, 2)));
}

TEST(Simulation, ACancelledEventDoesNotHappenAndIsNotCounted) {
  Diary diary;
  Simulation simulation(kStart);
  const EventHandle doomed = simulation.schedule(note_at(diary, kStart + 1s, 1));
  simulation.schedule(note_at(diary, kStart + 2s, 2));

  EXPECT_TRUE(simulation.cancel(doomed));
  EXPECT_FALSE(simulation.cancel(doomed));
  simulation.run_until(kStart + 1h);

  EXPECT_THAT(diary.entries, ElementsAre(2));
  EXPECT_EQ(simulation.events_done(), 1U);
}

struct Chain {
  Simulation& simulation;
  std::vector<SimTime> seen;
};

void again(void* chain, std::uint64_t left) {
  auto& self = *static_cast<Chain*>(chain);
  self.seen.push_back(self.simulation.now());
  const SimTime next = self.simulation.now() + (left == 2 ? 0s : 1s);
  if (left > 0) self.simulation.schedule({next, EventClass::Ordinary, 0, again, chain, left - 1});
}

TEST(Simulation, AnEventMaySchedulePartsOfItsOwnMicrosecond) {
  Simulation simulation(kStart);
  Chain chain{simulation, {}};
  simulation.schedule({kStart, EventClass::Ordinary, 0, again, &chain, 3});

  simulation.run_until(kStart + 1h);

  EXPECT_THAT(chain.seen, ElementsAre(kStart, kStart + 1s, kStart + 1s, kStart + 2s));
}

void fail(void*, std::uint64_t) { throw std::runtime_error("the model failed"); }

TEST(Simulation, WhatAnActionThrowsComesOutAtItsTime) {
  Simulation simulation(kStart);
  simulation.schedule({kStart + 3s, EventClass::Ordinary, 0, fail, nullptr, 0});

  EXPECT_THROW(simulation.run_until(kStart + 1h), std::runtime_error);
  EXPECT_EQ(simulation.now(), kStart + 3s);
}

std::uint64_t fingerprint_of(const std::vector<Event>& events, SimDuration length = 1h) {
  Simulation simulation(kStart);
  for (const Event& event : events) simulation.schedule(event);
  simulation.run_until(kStart + length);
  return simulation.fingerprint();
}

TEST(Simulation, TheFingerprintTellsWhatHappenedWhenAndToWhom) {
  Diary diary;
  const Event first = note_at(diary, kStart + 1s, 1, 7);
  const Event second = note_at(diary, kStart + 2s, 2, 8);
  const std::uint64_t reference = fingerprint_of({first, second});

  Event later = second;
  later.at += 1us;
  Event other_entity = second;
  other_entity.entity = 9;
  Event other_class = second;
  other_class.event_class = EventClass::Sample;

  EXPECT_EQ(fingerprint_of({first, second}), reference);
  EXPECT_EQ(fingerprint_of({second, first}), reference)
      << "the order of scheduling is not what happened";
  EXPECT_EQ(fingerprint_of({first, second}, 2h), reference) << "nor is how long nothing happened";
  EXPECT_NE(fingerprint_of({first, later}), reference);
  EXPECT_NE(fingerprint_of({first, other_entity}), reference);
  EXPECT_NE(fingerprint_of({first, other_class}), reference);
  EXPECT_NE(fingerprint_of({first}), reference);
  EXPECT_NE(fingerprint_of({first, second, second}), reference);
}

TEST(Simulation, ACancelledEventLeavesNoFingerprint) {
  Diary diary;
  Simulation simulation(kStart);
  simulation.cancel(simulation.schedule(note_at(diary, kStart + 1s, 1)));
  simulation.run_until(kStart + 1h);

  EXPECT_EQ(simulation.fingerprint(), Simulation(kStart).fingerprint());
}

}  // namespace
}  // namespace caseload::engine
