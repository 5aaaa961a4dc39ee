// Two things at one microsecond, and ends in mid-service: every case with its exact times.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/engine/process_group.hpp"
#include "sim/engine/resource.hpp"
#include "tests/sim/engine/visit.hpp"

namespace caseload::sim {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

const SimTime kStart{};
constexpr Rank kUrgent{.priority = 0, .preempts = true};
constexpr Rank kRoutine{.priority = 2};

struct Clinic {
  explicit Clinic(std::int64_t nurses_at_work) : nurses(simulation, nurses_at_work) {}

  void comes(Visit who) { simulation.spawn(visit(simulation, nurses, diary, std::move(who)), 0); }
  void run() { simulation.run_until(kStart + 1h); }

  Diary diary;
  Simulation simulation{kStart};
  Resource nurses;
};

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

Process hurry_in(Simulation& simulation, Resource& nurses, Wakeable& bell, Diary& diary) {
  (void)co_await bell.sleep_until(kStart + 5s);  // of class Release, and scheduled first
  Seat seat(nurses, kUrgent);
  const Wake why = co_await seat.seize();
  diary.note(simulation.now(), std::string("urgent ") + name_of(why));
}

// Whoever seizes before the end of the service, yet at its microsecond, waits for it.
TEST(ResourceTies, NotEvenByAnEventThatComesBeforeItsEnd) {
  Clinic clinic(1);
  Wakeable bell(clinic.simulation);
  clinic.simulation.spawn(hurry_in(clinic.simulation, clinic.nurses, bell, clinic.diary), 0);
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

// --- Ends in mid-service ----------------------------------------------------------------------

TEST(ResourceLifetime, AProcessThatEndsGivesBackWhatItHeldAndLeavesTheLine) {
  ProcessGroup leavers;
  Clinic clinic(1);
  Visit holder{.name = "holder", .arrives = 0s, .service = 50s};
  Visit waiter{.name = "waiter", .arrives = 1s, .service = 50s};
  for (const Visit& who : {holder, waiter})
    clinic.simulation.spawn(visit(clinic.simulation, clinic.nurses, clinic.diary, who), 0,
                            &leavers);
  clinic.comes({.name = "ann", .arrives = 2s, .service = 1s});
  clinic.simulation.run_until(kStart + 10s);

  leavers.cancel();
  clinic.run();

  EXPECT_THAT(clinic.diary.lines(),
              ElementsAre("0s holder granted", "10s ann granted", "11s ann done"));
  EXPECT_EQ(clinic.nurses.in_line().value(), 0);
  EXPECT_EQ(clinic.nurses.busy().value(), 0);
}

TEST(ResourceLifetime, OneGrantedAndDestroyedBeforeItCouldRunPassesTheUnitOn) {
  ProcessGroup leavers;
  Clinic clinic(1);
  Seat seat(clinic.nurses);
  clinic.comes({.name = "ann", .arrives = 0s, .service = 5s});
  clinic.simulation.spawn(visit(clinic.simulation, clinic.nurses, clinic.diary,
                                {.name = "leaver", .arrives = 1s, .service = 5s}),
                          0, &leavers);
  clinic.comes({.name = "bea", .arrives = 2s, .service = 5s});
  clinic.simulation.schedule(
      {.at = kStart + 5s,
       .event_class = EventClass::ShiftChange,  // after the grant, before the wake-up
       .action = [](void* group, std::uint64_t) { static_cast<ProcessGroup*>(group)->cancel(); },
       .context = &leavers});

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(),
              ElementsAre("0s ann granted", "5s ann done", "5s bea granted", "10s bea done"));
}

Process leave_with_family(Simulation& simulation, Resource& nurses, ProcessGroup& family) {
  Seat seat(nurses);
  (void)co_await seat.seize();
  (void)co_await seat.hold(5s);
  family.cancel();  // this process too: it goes on until it next waits
  (void)co_await seat.hold(5s);
  ADD_FAILURE() << "a ghost at " << simulation.now().time_since_epoch().count();
}

TEST(ResourceLifetime, AGroupMayBeEndedFromWithinOneOfItsMembers) {
  ProcessGroup family;
  Clinic clinic(1);
  clinic.simulation.spawn(leave_with_family(clinic.simulation, clinic.nurses, family), 0, &family);
  clinic.simulation.spawn(visit(clinic.simulation, clinic.nurses, clinic.diary,
                                {.name = "brother", .arrives = 1s, .service = 5s}),
                          0, &family);
  clinic.comes({.name = "ann", .arrives = 2s, .service = 1s});

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(), ElementsAre("5s ann granted", "6s ann done"));
  EXPECT_EQ(clinic.simulation.processes_alive(), 0U);
}

// Holds one unit of each while waiting for the next, as a patient holds a bed and waits for a
// nurse.
Process nest(Simulation& simulation, Resource& beds, Resource& nurses, Resource& pumps) {
  Seat bed(beds), nurse(nurses), pump(pumps);
  for (;;) {
    if (co_await bed.seize() != Wake::Granted) co_return;
    if (co_await nurse.seize(simulation.now() + 1h) != Wake::Granted) co_return;
    if (co_await pump.seize() != Wake::Granted) co_return;
    (void)co_await pump.hold(1min);
    pump.release();
    (void)co_await nurse.hold(1min);
    nurse.release();
    bed.release();
  }
}

void fill(Simulation& simulation, Resource& beds, Resource& nurses, Resource& pumps) {
  for (std::uint32_t n = 0; n < 20; ++n) simulation.spawn(nest(simulation, beds, nurses, pumps), n);
  simulation.run_until(kStart + 90s);
  ASSERT_GT(beds.in_line().value(), 0);
  ASSERT_GT(nurses.in_line().value(), 0);
  ASSERT_GT(pumps.in_line().value(), 0);
  ASSERT_GT(pumps.busy().value(), 0);
}

TEST(ResourceLifetime, ASimulationMayEndWithEverybodyHoldingAndWaiting) {
  Simulation simulation(kStart);
  Resource beds(simulation, 9), nurses(simulation, 5), pumps(simulation, 2);
  fill(simulation, beds, nurses, pumps);
  // The resources die first, then the processes that hold and wait for them.
}

TEST(ResourceLifetime, AResourceMayOutliveItsSimulation) {
  std::optional<Simulation> simulation(std::in_place, kStart);
  Resource beds(*simulation, 9), nurses(*simulation, 5), pumps(*simulation, 2);
  fill(*simulation, beds, nurses, pumps);

  simulation.reset();

  for (const Resource* resource : {&beds, &nurses, &pumps}) {
    EXPECT_EQ(resource->busy().value(), 0);
    EXPECT_EQ(resource->in_line().value(), 0);
  }
}

TEST(ResourceLifetime, AfterItsResourceASeatHoldsNothingAndAWaitEndsAtItsDeadline) {
  Diary diary;
  Simulation simulation(kStart);
  std::optional<Resource> nurses(std::in_place, simulation, 1);
  simulation.spawn(visit(simulation, *nurses, diary, {.name = "ann", .arrives = 0s, .service = 5s}),
                   0);
  simulation.spawn(visit(simulation, *nurses, diary,
                         {.name = "bea", .arrives = 1s, .service = 5s, .patience = 9s}),
                   0);
  simulation.run_until(kStart + 2s);

  nurses.reset();
  simulation.run_until(kStart + 1h);

  EXPECT_THAT(diary.lines(), ElementsAre("0s ann granted", "5s ann done", "10s bea timed out"));
}

}  // namespace
}  // namespace caseload::sim
