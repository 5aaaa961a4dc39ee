// use(): waiting, service and giving back in one wait. It must do what seize(), hold() and
// release() do one after the other, with one event less for whoever had to wait.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/base/random.hpp"
#include "sim/engine/process_group.hpp"
#include "tests/sim/engine/visit.hpp"

namespace caseload::engine {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

const SimTime kStart{};

// As visit(), but for one line per turn: there is no moment at which it hears of the grant.
Process use(Simulation& simulation, Resource& resource, Diary& diary, Visit visit) {
  co_await simulation.until(SimTime{visit.arrives});
  Seat seat(resource, visit.rank);
  SimDuration rest = visit.service;
  for (;;) {
    const Wake why = co_await seat.use(rest);
    diary.note(simulation.now(),
               visit.name + " " + (why == Wake::TimedOut ? "done" : name_of(why)));
    EXPECT_FALSE(seat.held());
    if (why == Wake::TimedOut || why == Wake::Cancelled) co_return;
    rest = seat.left();
  }
}

struct Users : Clinic {
  using Clinic::Clinic;
  void comes(Visit who) { simulation.spawn(use(simulation, nurses, diary, std::move(who)), 0); }
};

TEST(ResourceUse, WaitsServesAndGivesBack) {
  Users clinic(1);
  clinic.comes({.name = "ann", .arrives = 0s, .service = 5s});
  clinic.comes({.name = "bea", .arrives = 1s, .service = 3s});
  clinic.comes({.name = "cleo", .arrives = 9s, .service = 0s});

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(), ElementsAre("5s ann done", "8s bea done", "9s cleo done"));
  EXPECT_EQ(clinic.simulation.events_done(), 9U) << "born, arrived, done; none for the grant";
  EXPECT_EQ(clinic.nurses.counts().waited, 4s);
  EXPECT_EQ(clinic.nurses.counts().released, 3);
  EXPECT_EQ(clinic.nurses.busy().until(kStart + 1h).area, 8'000'000);
}

TEST(ResourceUse, ServiceBeginsWithTheGrantSoAnAlertOfThatMicrosecondInterruptsIt) {
  Users clinic(1);
  clinic.comes({.name = "ann", .arrives = 0s, .service = 5s, .rank = {.priority = 1}});
  clinic.comes({.name = "bea", .arrives = 1s, .service = 3s, .rank = {.priority = 1}});
  clinic.comes({.name = "urgent", .arrives = 5s, .service = 2s, .rank = {.preempts = true}});

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(),
              ElementsAre("5s ann done", "5s bea preempted", "7s urgent done", "10s bea done"));
}

TEST(ResourceUse, ServiceOfNoTimeIsOverBeforeAnybodyCanInterruptIt) {
  Users clinic(1);
  clinic.comes({.name = "ann", .arrives = 0s, .service = 5s, .rank = {.priority = 1}});
  clinic.comes({.name = "bea", .arrives = 1s, .service = 0s, .rank = {.priority = 1}});
  clinic.comes({.name = "urgent", .arrives = 5s, .service = 2s, .rank = {.preempts = true}});

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(), ElementsAre("5s ann done", "5s bea done", "7s urgent done"));
}

TEST(ResourceUse, AtShiftEndItStopsAndGoesOnInFrontOfTheLine) {
  Users clinic(1);
  clinic.comes({.name = "ann", .arrives = 0s, .service = 10s});
  clinic.comes({.name = "bea", .arrives = 1s, .service = 1s});
  clinic.nurses.set_capacity_at(kStart + 4s, 0, AtShiftEnd::StopNow);
  clinic.nurses.set_capacity_at(kStart + 60s, 1);

  clinic.run();

  EXPECT_THAT(clinic.diary.lines(),
              ElementsAre("4s ann sent home", "66s ann done", "67s bea done"));
}

struct Cut {
  bool found = false;
  SimDuration left{};
};

Process use_seat(Simulation&, Seat& seat, SimDuration service, Cut& cut) {
  (void)co_await seat.use(service);
  cut.left = seat.left();
}

Process cancel_at(Simulation& simulation, Seat& seat, SimDuration at, Cut& cut) {
  co_await simulation.after(at);
  cut.found = seat.cancel();
}

TEST(ResourceUse, CancelledItKeepsNothingAndSaysWhatWasLeft) {
  Simulation simulation(kStart);
  Resource nurses(simulation, 1);
  Seat serving(nurses), in_line(nurses), over(nurses);
  Cut serving_cut, in_line_cut, over_cut;
  simulation.spawn(use_seat(simulation, serving, 10s, serving_cut), 0);
  simulation.spawn(use_seat(simulation, in_line, 7s, in_line_cut), 1);
  simulation.spawn(cancel_at(simulation, in_line, 2s, in_line_cut), 2);
  simulation.spawn(cancel_at(simulation, serving, 4s, serving_cut), 3);
  simulation.run_until(kStart + 5s);

  EXPECT_TRUE(in_line_cut.found);
  EXPECT_EQ(in_line_cut.left, 7s);
  EXPECT_TRUE(serving_cut.found);
  EXPECT_EQ(serving_cut.left, 6s);
  EXPECT_EQ(nurses.free(), 1);
  EXPECT_EQ(nurses.counts().cancelled, 1) << "of those in line";

  simulation.spawn(use_seat(simulation, over, 1s, over_cut), 0);
  simulation.spawn(cancel_at(simulation, over, 1s, over_cut), 1);
  simulation.run_until(kStart + 9s);
  EXPECT_FALSE(over_cut.found) << "at the microsecond of its end there is nothing to cancel";
  EXPECT_EQ(over_cut.left, 0s);
}

TEST(ResourceUse, OneDestroyedInLineOrInServiceLeavesTheUnitToTheNext) {
  Diary diary;
  ProcessGroup group;
  Simulation simulation(kStart);
  Resource nurses(simulation, 1);
  const auto comes = [&](const char* name, SimDuration arrives, ProcessGroup* in) {
    simulation.spawn(
        use(simulation, nurses, diary, {.name = name, .arrives = arrives, .service = 10s}), 0, in);
  };
  comes("ann", 0s, &group);
  comes("bea", 1s, &group);
  comes("cleo", 2s, nullptr);
  simulation.run_until(kStart + 4s);

  group.cancel();
  simulation.run_until(kStart + 1h);

  EXPECT_THAT(diary.lines(), ElementsAre("14s cleo done"));
  EXPECT_EQ(nurses.counts().released, 2);
  EXPECT_EQ(nurses.counts().cancelled, 1);
}

// Thousands of visits at odd microseconds, with ranks, interruptions and shifts.
template <class Kind>
std::vector<std::string> day(std::uint32_t replication) {
  const RandomStream random =
      RandomKey{.seed = 5, .replication = replication}.stream(StreamId{"visit"}, 0);
  Kind clinic(3);
  for (std::uint32_t n = 0; n < 400; ++n) {
    const auto word = random.block(n);
    clinic.comes({.name = std::to_string(n),
                  .arrives = SimDuration{word[0] % 600'000'000},
                  .service = SimDuration{word[1] % 8'000'000},
                  .rank = {.priority = word[2] % 3, .preempts = word[3] % 2 == 0}});
  }
  for (std::uint32_t n = 0; n < 40; ++n) {
    const auto word = random.block(n + 1000);
    clinic.nurses.set_capacity_at(kStart + SimDuration{word[0] % 600'000'000}, word[1] % 6,
                                  word[2] % 2 == 0 ? AtShiftEnd::Finish : AtShiftEnd::StopNow);
  }
  clinic.nurses.set_capacity_at(kStart + 700s, 3);
  clinic.run();
  EXPECT_EQ(clinic.simulation.processes_alive(), 0U);
  std::vector<std::string> lines = clinic.diary.lines();
  std::erase_if(lines, [](const std::string& line) { return line.ends_with(" granted"); });
  return lines;
}

TEST(ResourceUse, IsSeizeHoldAndReleaseToTheMicrosecond) {
  std::size_t interrupted = 0;
  for (std::uint32_t replication = 0; replication < 20; ++replication) {
    const std::vector<std::string> one_wait = day<Users>(replication);
    EXPECT_EQ(one_wait, day<Clinic>(replication));
    for (const std::string& line : one_wait) interrupted += !line.ends_with(" done");
  }
  EXPECT_GT(interrupted, 500U) << "otherwise little is tested";
}

Process use_while_held(Simulation&, Resource& nurses) {
  Seat seat(nurses);
  (void)co_await seat.seize();
  (void)co_await seat.use(1s);
}

Process use_less_than_no_time(Simulation&, Resource& nurses) {
  Seat seat(nurses);
  (void)co_await seat.use(-1us);
}

TEST(ResourceUse, MisuseFailsACheck) {
  for (const auto misuse : {use_while_held, use_less_than_no_time}) {
    Clinic clinic(2);
    clinic.simulation.spawn(misuse(clinic.simulation, clinic.nurses), 0);
    EXPECT_THROW(clinic.run(), CheckFailed);
  }
}

}  // namespace
}  // namespace caseload::engine
