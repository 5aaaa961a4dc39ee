// Ends in mid-service: of processes, groups, simulations and resources.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "sim/engine/process_group.hpp"
#include "sim/engine/resource.hpp"
#include "tests/sim/engine/visit.hpp"

namespace caseload::engine {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

const SimTime kStart{};

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
}  // namespace caseload::engine
