// Simulations in several threads at once share nothing: each gives what it gives alone. Run under
// the thread sanitizer, which would see a hidden global.

#include <gtest/gtest.h>

#include <cstdint>
#include <thread>
#include <vector>

#include "sim/base/distributions.hpp"
#include "sim/base/draws_ahead.hpp"
#include "sim/engine/process_group.hpp"
#include "sim/engine/resource.hpp"
#include "sim/engine/simulation.hpp"
#include "sim/engine/store.hpp"

namespace caseload::engine {
namespace {

using namespace std::chrono_literals;

auto exponential(double mean) {
  return [mean](double u) { return from_minutes(exponential_quantile(u, mean)); };
}

Process patient(Simulation& simulation, Resource& nurses, Store<SimTime>& letters,
                SimDuration call) {
  Seat seat(nurses, {.priority = 1});
  if (co_await seat.seize(simulation.now() + 20min) != Wake::Granted) co_return;
  while (co_await seat.hold(call) == Wake::Preempted) {
    call = seat.left();
    co_await seat.seize();
  }
  letters.put(simulation.now());
}

Process emergencies(Simulation& simulation, Resource& nurses) {
  Seat seat(nurses, {.priority = 0, .preempts = true});
  for (;;) {
    co_await simulation.after(35min);
    co_await seat.seize();
    co_await seat.hold(5min);
    seat.release();
  }
}

Process arrivals(Simulation& simulation, Resource& nurses, Store<SimTime>& letters,
                 std::uint32_t replication) {
  const RandomKey random{.seed = 7, .replication = replication};
  DrawsAhead gaps(random, StreamId{"side_by_side_gap"}, exponential(6));
  DrawsAhead calls(random, StreamId{"side_by_side_call"}, exponential(10));
  for (std::uint32_t number = 0;; ++number) {
    co_await simulation.after(gaps.next());
    simulation.spawn(patient(simulation, nurses, letters, calls.next()), number);
  }
}

struct Result {
  std::uint64_t fingerprint = 0;
  SimDuration waited{};
  std::int64_t preempted = 0;
  friend bool operator==(const Result&, const Result&) = default;
};

Result simulate(std::uint32_t replication) {
  Simulation simulation(SimTime{});
  Resource nurses(simulation, 2);
  Store<SimTime> letters(simulation);
  ProcessGroup everybody;
  simulation.spawn(arrivals(simulation, nurses, letters, replication), 0, &everybody);
  simulation.spawn(emergencies(simulation, nurses), 1, &everybody);
  nurses.set_capacity_at(SimTime{30 * 24h}, 1, AtShiftEnd::StopNow);
  simulation.run_until(SimTime{60 * 24h});
  everybody.cancel();
  return {simulation.fingerprint(), nurses.counts().waited, nurses.counts().preempted};
}

TEST(SideBySide, ThreadsGiveWhatEachGivesAlone) {
  constexpr std::uint32_t kThreads = 4;
  std::vector<Result> alone, together(kThreads);
  for (std::uint32_t replication = 0; replication < kThreads; ++replication)
    alone.push_back(simulate(replication));

  std::vector<std::thread> threads;
  for (std::uint32_t replication = 0; replication < kThreads; ++replication)
    threads.emplace_back([&, replication] { together[replication] = simulate(replication); });
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(together, alone);
  EXPECT_NE(alone[0].fingerprint, alone[1].fingerprint) << "otherwise nothing is tested";
  EXPECT_GT(alone[0].preempted, 0);
}

}  // namespace
}  // namespace caseload::engine
