#include "sim/engine/process_group.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "sim/engine/simulation.hpp"
#include "sim/engine/wakeable.hpp"

namespace caseload::engine {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

const SimTime kStart{};

using Diary = std::vector<std::string>;

struct Farewell {
  Diary& diary;
  std::string name;
  ~Farewell() { diary.push_back(name + " gone"); }
};

Process tick(Simulation& simulation, Diary& diary, std::string name) {
  const Farewell farewell{diary, name};
  for (;;) {
    co_await simulation.after(10s);
    diary.push_back(name);
  }
}

Process cancel_after(Simulation& simulation, ProcessGroup& group, SimDuration delay) {
  co_await simulation.after(delay);
  group.cancel();
}

TEST(ProcessGroup, EndsItsMembersAndNobodyElse) {
  Diary diary;
  ProcessGroup patient;
  Simulation simulation(kStart);
  simulation.spawn(tick(simulation, diary, "a"), 1, &patient);
  simulation.spawn(tick(simulation, diary, "b"), 1, &patient);
  simulation.spawn(tick(simulation, diary, "c"), 2);
  simulation.run_until(kStart + 15s);
  EXPECT_FALSE(patient.empty());
  diary.clear();

  patient.cancel();

  EXPECT_THAT(diary, UnorderedElementsAre("a gone", "b gone")) << "at once";
  EXPECT_TRUE(patient.empty());
  EXPECT_EQ(simulation.processes_alive(), 1U);
  EXPECT_EQ(simulation.events_pending(), 1U) << "their wake-ups went with them";
  simulation.run_until(kStart + 25s);
  EXPECT_EQ(diary.back(), "c");
}

TEST(ProcessGroup, MembersThatNeverStartedEndToo) {
  Diary diary;
  ProcessGroup patient;
  Simulation simulation(kStart);
  simulation.spawn(tick(simulation, diary, "a"), 1, &patient);

  patient.cancel();
  simulation.run_until(kStart + 1h);

  EXPECT_THAT(diary, ElementsAre());
}

TEST(ProcessGroup, IsCancelledByAProcessOutside) {
  Diary diary;
  ProcessGroup patient;
  Simulation simulation(kStart);
  simulation.spawn(tick(simulation, diary, "a"), 1, &patient);
  simulation.spawn(cancel_after(simulation, patient, 25s), 0);

  simulation.run_until(kStart + 1h);

  EXPECT_THAT(diary, ElementsAre("a", "a", "a gone"));
}

Process leave(Simulation& simulation, ProcessGroup& own, Diary& diary) {
  const Farewell farewell{diary, "leaver"};
  co_await simulation.after(25s);
  own.cancel();
  diary.push_back("last words");
  co_await simulation.after(0s);
  diary.push_back("a ghost");
}

TEST(ProcessGroup, AMemberThatCancelsItsGroupLivesUntilItNextWaits) {
  Diary diary;
  ProcessGroup patient;
  Simulation simulation(kStart);
  simulation.spawn(tick(simulation, diary, "a"), 1, &patient);
  simulation.spawn(leave(simulation, patient, diary), 1, &patient);
  simulation.spawn(tick(simulation, diary, "b"), 1, &patient);

  simulation.run_until(kStart + 1h);

  EXPECT_THAT(diary,
              ElementsAre("a", "b", "a", "b", "b gone", "a gone", "last words", "leaver gone"));
  EXPECT_TRUE(patient.empty());
  EXPECT_EQ(simulation.events_pending(), 0U);
}

Process leave_and_return(Simulation& simulation, ProcessGroup& own, Diary& diary) {
  co_await simulation.after(5s);
  own.cancel();
  simulation.spawn(tick(simulation, diary, "second enrolment"), 1, &own);
}

TEST(ProcessGroup, MayBeUsedAgain) {
  Diary diary;
  ProcessGroup patient;
  Simulation simulation(kStart);
  simulation.spawn(leave_and_return(simulation, patient, diary), 1, &patient);

  simulation.run_until(kStart + 16s);
  EXPECT_THAT(diary, ElementsAre("second enrolment"));
  EXPECT_FALSE(patient.empty());

  patient.cancel();
  EXPECT_EQ(simulation.processes_alive(), 0U);
}

TEST(ProcessGroup, CancelledTwiceOrEmptyIsNothing) {
  Diary diary;
  ProcessGroup patient;
  Simulation simulation(kStart);
  patient.cancel();
  simulation.spawn(tick(simulation, diary, "a"), 1, &patient);

  patient.cancel();
  patient.cancel();

  EXPECT_EQ(simulation.processes_alive(), 0U);
}

TEST(ProcessGroup, ForgetsMembersThatEndByThemselves) {
  ProcessGroup patient, other;
  Simulation simulation(kStart);
  simulation.spawn(cancel_after(simulation, other, 3s), 1, &patient);
  simulation.spawn(cancel_after(simulation, other, 1s), 1, &patient);
  simulation.spawn(cancel_after(simulation, other, 2s), 1, &patient);

  simulation.run_until(kStart + 2s + 1us);
  EXPECT_FALSE(patient.empty());
  simulation.run_until(kStart + 4s);
  EXPECT_TRUE(patient.empty());
}

// A local whose destructor ends its own group: a visit that closes the patient's file when dropped.
struct Undertaker {
  ProcessGroup& group;
  ~Undertaker() { group.cancel(); }
};

Process end_all_when_destroyed(Simulation& simulation, ProcessGroup& own) {
  const Undertaker undertaker{own};
  co_await simulation.after(1h);
}

TEST(ProcessGroup, MembersThatEndEachOtherWhenDestroyedEndOnce) {
  Diary diary;
  ProcessGroup patient;
  Simulation simulation(kStart);
  for (int i = 0; i < 3; ++i) {
    simulation.spawn(tick(simulation, diary, "a"), 1, &patient);
    simulation.spawn(end_all_when_destroyed(simulation, patient), 1, &patient);
  }
  simulation.run_until(kStart + 1s);

  patient.cancel();

  EXPECT_THAT(diary, ElementsAre("a gone", "a gone", "a gone"));
  EXPECT_EQ(simulation.processes_alive(), 0U);
}

TEST(ProcessGroup, SimulationsThatCloseEndSuchMembersToo) {
  Diary diary;
  ProcessGroup patient;
  {
    Simulation simulation(kStart);
    simulation.spawn(tick(simulation, diary, "a"), 1, &patient);
    simulation.spawn(end_all_when_destroyed(simulation, patient), 1, &patient);
    simulation.spawn(tick(simulation, diary, "b"), 1, &patient);
    simulation.run_until(kStart + 1s);
  }
  EXPECT_THAT(diary, UnorderedElementsAre("a gone", "b gone"));
  EXPECT_TRUE(patient.empty());
}

}  // namespace
}  // namespace caseload::engine
