// Two things at one microsecond: every case with its exact times.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/engine/resource.hpp"
#include "sim/engine/wakeable.hpp"
#include "tests/sim/engine/visit.hpp"

namespace caseload::engine {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

const SimTime kStart{};
constexpr Rank kUrgent{.priority = 0, .preempts = true};
constexpr Rank kRoutine{.priority = 2};

// --- A deadline and a grant -------------------------------------------------------------------

// Ann's service began, and so was scheduled to end, before Bea's patience.
TEST(ResourceTies, AServiceThatEndsAtTheDeadlineAndWasScheduledFirstIsAGrant) {
  Clinic clinic(1);
  clinic.comes({.name = "ann", .arrives = 0s, .service = 5s});
  clinic.comes({.name = "bea", .arrives = 1s, .service = 1s, .patience = 4s});

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(),
              ElementsAre("0s ann granted", "5s ann done", "5s bea granted", "6s bea done"));
  EXPECT_EQ(clinic.nurses.counts().timed_out, 0);
}

// Here Bea's patience was scheduled first: Ann's service only begins at 3 s.
TEST(ResourceTies, ADeadlineScheduledBeforeTheEndOfThatServiceIsATimeOut) {
  Clinic clinic(1);
  clinic.comes({.name = "zoe", .arrives = 0s, .service = 3s});
  clinic.comes({.name = "ann", .arrives = 1s, .service = 2s});
  clinic.comes({.name = "bea", .arrives = 2s, .service = 1s, .patience = 3s});
  clinic.comes({.name = "cleo", .arrives = 4s, .service = 1s});

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(),
              ElementsAre("0s zoe granted", "3s zoe done", "3s ann granted", "5s bea timed out",
                          "5s ann done", "5s cleo granted", "6s cleo done"));
  EXPECT_EQ(clinic.nurses.counts().granted, 3);
}

Process keep_without_holding(Simulation& simulation, Resource& nurses, SimDuration length) {
  Seat seat(nurses);
  (void)co_await seat.seize();
  co_await simulation.after(length);  // ends in an ordinary event
}

TEST(ResourceTies, AUnitGivenBackInAnOrdinaryEventComesTooLate) {
  Clinic clinic(1);
  clinic.simulation.spawn(keep_without_holding(clinic.simulation, clinic.nurses, 5s), 0);
  clinic.comes({.name = "bea", .arrives = 1s, .service = 1s, .patience = 4s});

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(), ElementsAre("5s bea timed out"));
  EXPECT_EQ(clinic.nurses.free(), 1);
}

TEST(ResourceTies, NoPatienceAtAllStillFindsTheUnitOfAServiceThatEndsNow) {
  Clinic clinic(1);
  clinic.comes({.name = "ann", .arrives = 0s, .service = 5s});
  clinic.comes({.name = "bea", .arrives = 4s, .service = 1s, .patience = 0s});
  clinic.comes({.name = "cleo", .arrives = 5s, .service = 1s, .patience = 0s});

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(), ElementsAre("0s ann granted", "4s bea timed out", "5s ann done",
                                                "5s cleo granted", "6s cleo done"));
}

// --- A grant is delivered once ----------------------------------------------------------------

// Acts between the grant, which the end of a service makes, and the wake-up of the one granted.
struct Interloper {
  Clinic& clinic;
  Seat& seat;
  std::optional<bool> cancelled{};
  void at(SimDuration when, EventAction action) {
    clinic.simulation.schedule({.at = kStart + when,
                                .event_class = EventClass::ShiftChange,
                                .action = action,
                                .context = this});
  }
  static void cancel(void* self, std::uint64_t) {
    auto& interloper = *static_cast<Interloper*>(self);
    interloper.cancelled = interloper.seat.cancel();
  }
  static void send_home(void* self, std::uint64_t) {
    static_cast<Interloper*>(self)->clinic.nurses.set_capacity(0, AtShiftEnd::StopNow);
  }
};

Process wait_and_hold(Simulation& simulation, Seat& seat, Diary& diary) {
  co_await simulation.after(1s);
  const Wake seized = co_await seat.seize();
  diary.note(simulation.now(), name_of(seized));
  if (seized != Wake::Granted) co_return;
  const Wake held = co_await seat.hold(2s);
  diary.note(simulation.now(), name_of(held));
  if (seat.held()) seat.release();
}

TEST(ResourceTies, ACancelAfterTheGrantFindsNothingToCancel) {
  Clinic clinic(1);
  Seat seat(clinic.nurses);
  Interloper interloper{clinic, seat};
  clinic.comes({.name = "ann", .arrives = 0s, .service = 5s});
  clinic.simulation.spawn(wait_and_hold(clinic.simulation, seat, clinic.diary), 0);
  interloper.at(5s, Interloper::cancel);

  clinic.run();

  EXPECT_EQ(interloper.cancelled, false);
  EXPECT_THAT(clinic.diary.lines(),
              ElementsAre("0s ann granted", "5s ann done", "5s granted", "7s timed out"));
}

TEST(ResourceTies, AShiftThatEndsAfterTheGrantStopsTheHoldAtItsBeginning) {
  Clinic clinic(1);
  Seat seat(clinic.nurses);
  Interloper interloper{clinic, seat};
  clinic.comes({.name = "ann", .arrives = 0s, .service = 5s});
  clinic.simulation.spawn(wait_and_hold(clinic.simulation, seat, clinic.diary), 0);
  interloper.at(5s, Interloper::send_home);

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(),
              ElementsAre("0s ann granted", "5s ann done", "5s granted", "5s sent home"));
  EXPECT_EQ(seat.left(), 2s);
  EXPECT_EQ(clinic.nurses.counts().granted, 2);
}

// Cancelled from within the event in which the unit would have become hers.
Process finish_and_cancel(Simulation&, Resource& nurses, Seat& next, bool cancel_first,
                          bool& cancelled) {
  Seat seat(nurses);
  (void)co_await seat.seize();
  (void)co_await seat.hold(5s);
  if (!cancel_first) seat.release();
  cancelled = next.cancel();
  if (cancel_first) seat.release();
}

TEST(ResourceTies, WhatComesFirstInOneEventDecides) {
  for (const bool cancel_first : {true, false}) {
    Clinic clinic(1);
    Seat seat(clinic.nurses);
    bool cancelled = false;
    clinic.simulation.spawn(
        finish_and_cancel(clinic.simulation, clinic.nurses, seat, cancel_first, cancelled), 0);
    clinic.simulation.spawn(wait_and_hold(clinic.simulation, seat, clinic.diary), 0);
    clinic.comes({.name = "next", .arrives = 2s, .service = 1s});

    clinic.run();

    EXPECT_EQ(cancelled, cancel_first);
    if (cancel_first)
      EXPECT_THAT(clinic.diary.lines(),
                  ElementsAre("5s cancelled", "5s next granted", "6s next done"));
    else
      EXPECT_THAT(clinic.diary.lines(),
                  ElementsAre("5s granted", "7s timed out", "7s next granted", "8s next done"));
  }
}

// --- Pre-emption at the end of a service ------------------------------------------------------

TEST(ResourceTies, AServiceIsNotInterruptedAtItsLastMicrosecond) {
  Clinic clinic(1);
  clinic.comes({.name = "routine", .arrives = 0s, .service = 5s, .rank = kRoutine});
  clinic.comes({.name = "urgent", .arrives = 5s, .service = 1s, .rank = kUrgent});

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(), ElementsAre("0s routine granted", "5s routine done",
                                                "5s urgent granted", "6s urgent done"));
  EXPECT_EQ(clinic.nurses.counts().preempted, 0);
}

TEST(ResourceTies, OneMicrosecondEarlierItIs) {
  Clinic clinic(1);
  clinic.comes({.name = "routine", .arrives = 0s, .service = 5s, .rank = kRoutine});
  clinic.comes({.name = "urgent", .arrives = 5s - 1us, .service = 1s, .rank = kUrgent});

  clinic.run();

  EXPECT_THAT(
      clinic.diary.lines(),
      ElementsAre("0s routine granted", "4999999us urgent granted", "4999999us routine preempted",
                  "5999999us urgent done", "5999999us routine granted", "6s routine done"));
}

Process hurry_in(Simulation& simulation, Resource& nurses, Wakeable& wakeup, Diary& diary) {
  (void)co_await wakeup.sleep_until(kStart + 5s);  // of class Release, and scheduled first
  Seat seat(nurses, kUrgent);
  const Wake why = co_await seat.seize();
  diary.note(simulation.now(), std::string("urgent ") + name_of(why));
}

// Whoever seizes before the end of the service, yet at its microsecond, waits for it.
TEST(ResourceTies, NotEvenByAnEventThatComesBeforeItsEnd) {
  Clinic clinic(1);
  Wakeable wakeup(clinic.simulation);
  clinic.simulation.spawn(hurry_in(clinic.simulation, clinic.nurses, wakeup, clinic.diary), 0);
  clinic.comes({.name = "routine", .arrives = 0s, .service = 5s, .rank = kRoutine});

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(),
              ElementsAre("0s routine granted", "5s routine done", "5s urgent granted"));
}

// --- Shift changes ----------------------------------------------------------------------------

TEST(ResourceTies, WhoArrivesAtShiftEndFindsNobody) {
  Clinic clinic(1);
  clinic.comes({.name = "ann", .arrives = 5s, .service = 1s});
  clinic.simulation.run_until(kStart + 1s);
  clinic.nurses.set_capacity_at(kStart + 5s, 0);  // scheduled after the arrival, and yet
  clinic.nurses.set_capacity_at(kStart + 20s, 1);

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(), ElementsAre("20s ann granted", "21s ann done"));
}

TEST(ResourceTies, WhoArrivesAsTheShiftBeginsNeedNotWait) {
  Clinic clinic(0);
  clinic.comes({.name = "ann", .arrives = 5s, .service = 1s});
  clinic.simulation.run_until(kStart + 1s);
  clinic.nurses.set_capacity_at(kStart + 5s, 1);

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(), ElementsAre("5s ann granted", "6s ann done"));
  EXPECT_EQ(clinic.nurses.in_line().highest(), 0);
}

TEST(ResourceTies, AServiceThatEndsWithTheShiftIsDoneAndNoOvertime) {
  for (const AtShiftEnd busy : {AtShiftEnd::Finish, AtShiftEnd::StopNow}) {
    Clinic clinic(1);
    clinic.comes({.name = "ann", .arrives = 0s, .service = 5s});
    clinic.comes({.name = "bea", .arrives = 1s, .service = 5s});
    clinic.nurses.set_capacity_at(kStart + 5s, 0, busy);

    clinic.run();

    // The unit was Bea's before the shift ended; it is hers to finish, or to lose.
    if (busy == AtShiftEnd::Finish)
      EXPECT_THAT(clinic.diary.lines(),
                  ElementsAre("0s ann granted", "5s ann done", "5s bea granted", "10s bea done"));
    else
      EXPECT_THAT(clinic.diary.lines(), ElementsAre("0s ann granted", "5s ann done",
                                                    "5s bea granted", "5s bea sent home"));
  }
}

// A break is a request of low priority that waits for a free moment until its latest start, and
// then goes to the front, but interrupts nobody.
Process take_break(Simulation& simulation, Resource& nurses, Diary& diary, SimDuration due,
                   SimDuration latest) {
  co_await simulation.until(kStart + due);
  Seat when_quiet(nurses, {.priority = 15});
  Seat at_last(nurses, {.priority = 0});
  const bool quiet = co_await when_quiet.seize(kStart + latest) == Wake::Granted;
  if (!quiet) (void)co_await at_last.seize();
  Seat& seat = quiet ? when_quiet : at_last;
  diary.note(simulation.now(), "break");
  (void)co_await seat.hold(30s);
  diary.note(simulation.now(), "back");
}

TEST(ResourceTies, ABreakThatFallsDueInMidTaskWaitsForItsEnd) {
  Clinic clinic(1);
  clinic.comes({.name = "ann", .arrives = 0s, .service = 50s, .rank = kRoutine});
  clinic.simulation.spawn(take_break(clinic.simulation, clinic.nurses, clinic.diary, 20s, 60s), 0);
  clinic.comes({.name = "bea", .arrives = 55s, .service = 10s, .rank = kRoutine});

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(), ElementsAre("0s ann granted", "50s ann done", "50s break",
                                                "80s back", "80s bea granted", "90s bea done"));
}

TEST(ResourceTies, ABreakAtItsLatestStartGoesFirstButInterruptsNobody) {
  Clinic clinic(1);
  clinic.comes({.name = "ann", .arrives = 0s, .service = 50s, .rank = kRoutine});
  clinic.comes({.name = "bea", .arrives = 1s, .service = 50s, .rank = kRoutine});
  clinic.comes({.name = "cleo", .arrives = 2s, .service = 50s, .rank = kRoutine});
  clinic.simulation.spawn(take_break(clinic.simulation, clinic.nurses, clinic.diary, 20s, 60s), 0);

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(),
              ElementsAre("0s ann granted", "50s ann done", "50s bea granted", "100s bea done",
                          "100s break", "130s back", "130s cleo granted", "180s cleo done"));
}

}  // namespace
}  // namespace caseload::engine
