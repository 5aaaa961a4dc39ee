#include "sim/engine/resource.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/base/random.hpp"
#include "tests/sim/engine/visit.hpp"

namespace caseload::engine {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

const SimTime kStart{};

// --- The line ---------------------------------------------------------------------------------

TEST(Resource, GivesAFreeUnitWithoutAnEvent) {
  Clinic clinic(1);
  clinic.comes({.name = "ann", .arrives = 0s, .service = 5s});

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(), ElementsAre("0s ann granted", "5s ann done"));
  EXPECT_EQ(clinic.simulation.events_done(), 3U) << "born, arrived, done";
}

TEST(Resource, GivesTheUnitToTheFirstInLine) {
  Clinic clinic(2);
  clinic.comes({.name = "ann", .arrives = 1s, .service = 10s});
  clinic.comes({.name = "bea", .arrives = 2s, .service = 10s});
  clinic.comes({.name = "cleo", .arrives = 3s, .service = 10s});
  clinic.comes({.name = "dora", .arrives = 4s, .service = 10s});

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(),
              ElementsAre("1s ann granted", "2s bea granted", "11s ann done", "11s cleo granted",
                          "12s bea done", "12s dora granted", "21s cleo done", "22s dora done"));
}

TEST(Resource, GivesItToTheSmallestPriorityNumberFirst) {
  Clinic clinic(1);
  clinic.comes({.name = "in chair", .arrives = 0s, .service = 10s});
  clinic.comes({.name = "routine", .arrives = 1s, .service = 1s, .rank = {.priority = 2}});
  clinic.comes({.name = "urgent", .arrives = 2s, .service = 1s, .rank = {.priority = 0}});
  clinic.comes({.name = "soon", .arrives = 3s, .service = 1s, .rank = {.priority = 1}});
  clinic.comes({.name = "urgent too", .arrives = 4s, .service = 1s, .rank = {.priority = 0}});

  clinic.run();

  EXPECT_THAT(
      clinic.diary.lines(),
      ElementsAre("0s in chair granted", "10s in chair done", "10s urgent granted",
                  "11s urgent done", "11s urgent too granted", "12s urgent too done",
                  "12s soon granted", "13s soon done", "13s routine granted", "14s routine done"));
}

TEST(Resource, LetsGoOfWhoeverLosesPatience) {
  Clinic clinic(1);
  clinic.comes({.name = "ann", .arrives = 0s, .service = 10s});
  clinic.comes({.name = "bea", .arrives = 1s, .service = 10s, .patience = 4s});
  clinic.comes({.name = "cleo", .arrives = 2s, .service = 10s, .patience = 1h});

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(),
              ElementsAre("0s ann granted", "5s bea timed out", "10s ann done", "10s cleo granted",
                          "20s cleo done"));
  EXPECT_EQ(clinic.simulation.events_pending(), 0U) << "no deadline is left behind";
}

Process cancel_at(Simulation& simulation, Seat& seat, SimDuration at, std::vector<bool>& heard) {
  co_await simulation.until(kStart + at);
  heard.push_back(seat.cancel());
}

Process wait_on(Simulation& simulation, Seat& seat, Diary& diary) {
  co_await simulation.after(1s);
  const Wake why = co_await seat.seize();
  diary.note(simulation.now(), name_of(why));
}

TEST(Resource, AWaitInLineMayBeCancelled) {
  std::vector<bool> heard;
  Clinic clinic(1);
  Seat seat(clinic.nurses);
  clinic.comes({.name = "ann", .arrives = 0s, .service = 10s});
  clinic.simulation.spawn(wait_on(clinic.simulation, seat, clinic.diary), 0);
  clinic.simulation.spawn(cancel_at(clinic.simulation, seat, 4s, heard), 0);
  clinic.simulation.spawn(cancel_at(clinic.simulation, seat, 4s, heard), 0);

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(), ElementsAre("0s ann granted", "4s cancelled", "10s ann done"));
  EXPECT_THAT(heard, ElementsAre(true, false));
  EXPECT_EQ(clinic.nurses.counts().cancelled, 1);
}

Process hold_on(Simulation& simulation, Seat& seat, SimDuration service, Diary& diary) {
  (void)co_await seat.seize();
  const Wake why = co_await seat.hold(service);
  diary.note(simulation.now(), name_of(why));
  co_await simulation.after(2s);  // tidies up
  seat.release();
}

TEST(Resource, ACancelledHoldKeepsTheUnitUntilItIsGivenBack) {
  std::vector<bool> heard;
  Clinic clinic(1);
  Seat seat(clinic.nurses);
  clinic.simulation.spawn(hold_on(clinic.simulation, seat, 10s, clinic.diary), 0);
  clinic.simulation.spawn(cancel_at(clinic.simulation, seat, 4s, heard), 0);
  clinic.comes({.name = "ann", .arrives = 1s, .service = 1s});

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(), ElementsAre("4s cancelled", "6s ann granted", "7s ann done"));
  EXPECT_THAT(heard, ElementsAre(true));
  EXPECT_EQ(seat.left(), 6s);
}

// --- Pre-emption ------------------------------------------------------------------------------

constexpr Rank kUrgent{.priority = 0, .preempts = true};
constexpr Rank kRoutine{.priority = 2};

TEST(Resource, TheUrgentInterruptsAndTheInterruptedResumesWhereItWas) {
  Clinic clinic(1);
  clinic.comes({.name = "routine", .arrives = 0s, .service = 10s, .rank = kRoutine});
  clinic.comes({.name = "waiting", .arrives = 1s, .service = 1s, .rank = kRoutine});
  clinic.comes({.name = "urgent", .arrives = 4s, .service = 3s, .rank = kUrgent});

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(),
              ElementsAre("0s routine granted", "4s urgent granted", "4s routine preempted",
                          "7s urgent done", "7s routine granted", "13s routine done",
                          "13s waiting granted", "14s waiting done"))
      << "in front of its priority, with 6 s left";
}

TEST(Resource, TheVictimHasTheLargestPriorityNumberThenTheLatestStart) {
  Clinic clinic(3);
  clinic.comes({.name = "early", .arrives = 0s, .service = 60s, .rank = {.priority = 2}});
  clinic.comes({.name = "late", .arrives = 1s, .service = 60s, .rank = {.priority = 2}});
  clinic.comes({.name = "soon", .arrives = 2s, .service = 60s, .rank = {.priority = 1}});
  clinic.comes({.name = "a", .arrives = 10s, .service = 100s, .rank = kUrgent});
  clinic.comes({.name = "b", .arrives = 11s, .service = 100s, .rank = kUrgent});
  clinic.comes({.name = "c", .arrives = 12s, .service = 100s, .rank = kUrgent});
  clinic.comes({.name = "d", .arrives = 13s, .service = 1s, .rank = kUrgent});

  clinic.simulation.run_until(kStart + 100s);

  EXPECT_THAT(clinic.diary.lines(),
              ElementsAre("0s early granted", "1s late granted", "2s soon granted", "10s a granted",
                          "10s late preempted", "11s b granted", "11s early preempted",
                          "12s c granted", "12s soon preempted"))
      << "equals are not interrupted";
}

TEST(Resource, PreemptionDoesNotJumpTheLine) {
  Clinic clinic(1);
  clinic.comes({.name = "routine", .arrives = 0s, .service = 10s, .rank = kRoutine});
  clinic.comes({.name = "first", .arrives = 1s, .service = 1s, .patience = 4s});
  clinic.comes({.name = "second", .arrives = 2s, .service = 1s, .rank = {1, true}});

  clinic.run();

  EXPECT_THAT(
      clinic.diary.lines(),
      ElementsAre("0s routine granted", "5s first timed out", "5s routine preempted",
                  "5s second granted", "6s second done", "6s routine granted", "11s routine done"))
      << "it interrupts as soon as it is first in line";
}

Process dictate(Simulation& simulation, Resource& nurses, Diary& diary) {
  Seat seat(nurses, kRoutine);
  (void)co_await seat.seize();
  co_await simulation.after(5s);  // holds the unit, but cannot be interrupted
  const Wake why = co_await seat.hold(5s);
  diary.note(simulation.now(), std::string("dictation ") + name_of(why));
  EXPECT_EQ(seat.left(), 5s);
}

TEST(Resource, WhoDoesSomethingElseIsInterruptedWhenItNextHolds) {
  Clinic clinic(1);
  clinic.simulation.spawn(dictate(clinic.simulation, clinic.nurses, clinic.diary), 0);
  clinic.comes({.name = "urgent", .arrives = 2s, .service = 1s, .rank = kUrgent});

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(),
              ElementsAre("5s dictation preempted", "5s urgent granted", "6s urgent done"));
}

// --- Shifts -----------------------------------------------------------------------------------

TEST(Resource, AtShiftEndWorkInProgressIsFinishedAndTheOvertimeIsSeen) {
  Clinic clinic(2);
  clinic.comes({.name = "ann", .arrives = 0s, .service = 10s});
  clinic.comes({.name = "bea", .arrives = 0s, .service = 20s});
  clinic.comes({.name = "cleo", .arrives = 1s, .service = 5s});
  clinic.nurses.set_capacity_at(kStart + 6s, 0);
  clinic.nurses.set_capacity_at(kStart + 30s, 1);

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(),
              ElementsAre("0s ann granted", "0s bea granted", "10s ann done", "20s bea done",
                          "30s cleo granted", "35s cleo done"));
  EXPECT_EQ(clinic.nurses.overtime().until(clinic.simulation.now()).area, 4'000'000 + 14'000'000);
  EXPECT_EQ(clinic.nurses.overtime().highest(), 2);
}

TEST(Resource, FreeUnitsGoFirst) {
  Clinic clinic(3);
  clinic.comes({.name = "ann", .arrives = 0s, .service = 10s});
  clinic.nurses.set_capacity_at(kStart + 6s, 1, AtShiftEnd::StopNow);

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(), ElementsAre("0s ann granted", "10s ann done"));
  EXPECT_EQ(clinic.nurses.overtime().highest(), 0);
}

TEST(Resource, AtShiftEndWorkMayStopAndGoOnWithTheNextShift) {
  Clinic clinic(2);
  clinic.comes({.name = "ann", .arrives = 0s, .service = 10s, .rank = kRoutine});
  clinic.comes({.name = "bea", .arrives = 1s, .service = 10s, .rank = kRoutine});
  clinic.comes({.name = "urgent", .arrives = 2s, .service = 10s, .rank = {.priority = 0}});
  clinic.nurses.set_capacity_at(kStart + 6s, 1, AtShiftEnd::StopNow);
  clinic.nurses.set_capacity_at(kStart + 30s, 2);

  clinic.run();

  EXPECT_THAT(
      clinic.diary.lines(),
      ElementsAre("0s ann granted", "1s bea granted", "6s bea sent home", "10s ann done",
                  "10s urgent granted", "20s urgent done", "20s bea granted", "25s bea done"))
      << "the latest to start goes home first, with 5 s left";
  EXPECT_EQ(clinic.nurses.counts().shift_ended, 1);
}

TEST(Resource, NobodyInterruptsForAUnitThatIsGoingHome) {
  Clinic clinic(2);
  clinic.comes({.name = "ann", .arrives = 0s, .service = 10s, .rank = kRoutine});
  clinic.comes({.name = "bea", .arrives = 0s, .service = 20s, .rank = kRoutine});
  clinic.nurses.set_capacity_at(kStart + 2s, 1);
  clinic.comes({.name = "urgent", .arrives = 3s, .service = 1s, .rank = kUrgent});

  clinic.run();

  EXPECT_THAT(
      clinic.diary.lines(),
      ElementsAre("0s ann granted", "0s bea granted", "10s ann done", "10s bea preempted",
                  "10s urgent granted", "11s urgent done", "11s bea granted", "21s bea done"))
      << "ann's overtime is over: now bea's unit is the one that is there";
}

// --- What is counted --------------------------------------------------------------------------

void expect_conservation(const Resource& resource) {
  const Resource::Counts& counts = resource.counts();
  EXPECT_EQ(counts.requested,
            counts.granted + counts.timed_out + counts.cancelled + resource.in_line().value());
  EXPECT_EQ(counts.granted,
            counts.released + counts.preempted + counts.shift_ended + resource.busy().value());
}

TEST(Resource, WaitsAndLevelsAreExact) {
  Clinic clinic(1);
  clinic.comes({.name = "ann", .arrives = 1s, .service = 10s});
  clinic.comes({.name = "bea", .arrives = 2s, .service = 10s, .patience = 5s});
  clinic.comes({.name = "cleo", .arrives = 3s, .service = 10s});

  clinic.simulation.run_until(kStart + 5s);
  EXPECT_EQ(clinic.nurses.counts().waited, 0s);
  EXPECT_EQ(clinic.nurses.waited_until_now(), 3s + 2s);
  EXPECT_EQ(clinic.nurses.in_line().until(kStart + 5s).area, 5'000'000);
  clinic.run();

  EXPECT_EQ(clinic.nurses.counts().waited, 5s + 8s);
  EXPECT_EQ(clinic.nurses.in_line().until(kStart + 1h).area, 13'000'000);
  EXPECT_EQ(clinic.nurses.in_line().highest(), 2);
  EXPECT_EQ(clinic.nurses.busy().until(kStart + 1h).area, 20'000'000);
  EXPECT_EQ(clinic.nurses.capacity().until(kStart + 1h).area, 3'600'000'000);
  expect_conservation(clinic.nurses);
}

// A day in which everything happens at once and nothing may get lost: thousands of visits whose
// times fall on a grid of whole seconds, so that most events are tied with others.
TEST(Resource, NobodyAndNoMicrosecondIsLost) {
  std::int64_t timed_out = 0, cancelled = 0, preempted = 0, shift_ended = 0;
  for (std::uint32_t replication = 0; replication < 20; ++replication) {
    const RandomStream random =
        RandomKey{.seed = 3, .replication = replication}.stream(StreamId{"visit"}, 0);
    const auto whole = [&](std::uint32_t index, std::size_t word, std::uint32_t below) {
      return random.block(index)[word] % below;
    };
    std::array<ProcessGroup, 10> leavers;
    Clinic clinic(3);
    for (std::uint32_t n = 0; n < 500; ++n) {
      ProcessGroup* group = whole(n, 0, 2) == 0 ? &leavers[n % leavers.size()] : nullptr;
      clinic.simulation.spawn(visit(clinic.simulation, clinic.nurses, clinic.diary,
                                    {.name = std::to_string(n),
                                     .arrives = seconds{whole(n, 1, 600)},
                                     .service = seconds{whole(n, 2, 8)},
                                     .patience = seconds{whole(n, 3, 30)},
                                     .rank = {.priority = whole(n + 1000, 0, 3),
                                              .preempts = whole(n + 1000, 1, 2) == 0}}),
                              n, group);
    }
    for (std::uint32_t n = 0; n < 40; ++n)
      clinic.nurses.set_capacity_at(
          kStart + seconds{whole(n + 2000, 0, 600)}, whole(n + 2000, 1, 6),
          whole(n + 2000, 2, 2) == 0 ? AtShiftEnd::Finish : AtShiftEnd::StopNow);
    clinic.nurses.set_capacity_at(kStart + 700s, 3);

    for (std::uint32_t second = 1; second < 800; ++second) {
      clinic.simulation.run_until(kStart + seconds{second});
      if (second % 60 == 0 && second <= 600) leavers[second / 60 - 1].cancel();
      expect_conservation(clinic.nurses);
      ASSERT_EQ(clinic.nurses.in_line().until(clinic.simulation.now()).area,
                clinic.nurses.waited_until_now().count())
          << "Little's law";
      ASSERT_TRUE(clinic.nurses.in_line().value() == 0 || clinic.nurses.free() == 0)
          << "somebody waits before a free unit";
    }
    clinic.run();

    EXPECT_EQ(clinic.simulation.processes_alive(), 0U);
    EXPECT_EQ(clinic.nurses.busy().value(), 0);
    EXPECT_EQ(clinic.nurses.in_line().value(), 0);
    timed_out += clinic.nurses.counts().timed_out;
    cancelled += clinic.nurses.counts().cancelled;
    preempted += clinic.nurses.counts().preempted;
    shift_ended += clinic.nurses.counts().shift_ended;
  }
  EXPECT_GT(std::min({timed_out, cancelled, preempted, shift_ended}), 20)
      << "otherwise nothing is tested";
}

// --- What is refused --------------------------------------------------------------------------

Process seize_twice(Simulation&, Resource& nurses) {
  Seat seat(nurses);
  (void)co_await seat.seize();
  (void)co_await seat.seize();
}

Process hold_nothing(Simulation&, Resource& nurses) {
  Seat seat(nurses);
  (void)co_await seat.hold(1s);
}

Process seize_too_late(Simulation& simulation, Resource& nurses) {
  Seat seat(nurses);
  (void)co_await seat.seize(simulation.now() - 1us);
}

TEST(Resource, MisuseFailsACheck) {
  for (const auto misuse : {seize_twice, hold_nothing, seize_too_late}) {
    Clinic clinic(2);
    clinic.simulation.spawn(misuse(clinic.simulation, clinic.nurses), 0);
    EXPECT_THROW(clinic.run(), CheckFailed);
  }
  Clinic clinic(1);
  EXPECT_THROW(Seat(clinic.nurses, {.priority = 16}), CheckFailed);
  EXPECT_THROW(Seat(clinic.nurses).release(), CheckFailed);
  EXPECT_THROW(clinic.nurses.set_capacity(-1), CheckFailed);
  EXPECT_THROW(Resource(clinic.simulation, -1), CheckFailed);
}

}  // namespace
}  // namespace caseload::engine
