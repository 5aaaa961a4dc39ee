// What happens to processes and events besides waiting: birth and death, a bell, a unit seized and
// released, pre-emption, and time-outs that were answered in time.

#include <array>
#include <cstdint>

#include "sim/engine/resource.hpp"
#include "sim/engine/simulation.hpp"
#include "sim/engine/wakeable.hpp"
#include "tests/bench/engine/per_item.hpp"

namespace caseload::engine {
namespace {

using namespace std::chrono_literals;

// --- Spawned, run, gone --------------------------------------------------------------------------

Process live_once(Simulation& simulation, std::uint64_t& lives) {
  co_await simulation.after(1s);
  ++lives;
}

void spawn_and_end(benchmark::State& state) {
  constexpr std::uint32_t kAtOnce = 100;
  std::uint64_t lives = 0;
  Simulation simulation(kStart);
  for (auto _ : state) {
    for (std::uint32_t n = 0; n < kAtOnce; ++n) simulation.spawn(live_once(simulation, lives), n);
    simulation.run_until(simulation.now() + 2s);
  }
  per_item(state, "per_process", lives);
}
BENCHMARK(spawn_and_end);

// --- One who rings, one who answers: a delay, a wake-up and a deadline taken back ----------------

Process ring_every_second(Simulation& simulation, Wakeable& wakeup) {
  for (;;) {
    co_await simulation.after(1s);
    wakeup.wake(Wake::Granted);
  }
}

Process answer(Simulation& simulation, Wakeable& wakeup, std::uint64_t& answers) {
  for (;;) {
    if (co_await wakeup.sleep_until(simulation.now() + 1min) == Wake::Granted) ++answers;
  }
}

void wake(benchmark::State& state) {
  std::uint64_t answers = 0;
  Simulation simulation(kStart);
  Wakeable wakeup(simulation);
  simulation.spawn(ring_every_second(simulation, wakeup), 0);
  simulation.spawn(answer(simulation, wakeup, answers), 1);

  for (auto _ : state) simulation.run_until(simulation.now() + 1h);

  per_item(state, "per_wake", answers);
}
BENCHMARK(wake);

// --- Ten who share three units
// ---------------------------------------------------------------------

Process use(Simulation&, Resource& units, std::uint64_t& uses) {
  Seat seat(units);
  for (;;) {
    (void)co_await seat.seize();
    (void)co_await seat.hold(1s);
    seat.release();
    ++uses;
  }
}

void seize_and_release(benchmark::State& state) {
  std::uint64_t uses = 0;
  Simulation simulation(kStart);
  Resource units(simulation, 3);
  for (std::uint32_t n = 0; n < 10; ++n) simulation.spawn(use(simulation, units, uses), n);

  for (auto _ : state) simulation.run_until(simulation.now() + 1h);

  per_item(state, "per_use", uses);
}
BENCHMARK(seize_and_release);

// --- Long work, interrupted every second and resumed
// -------------------------------------------------

Process work(Simulation&, Resource& nurse) {
  Seat seat(nurse, {.priority = 1});
  for (;;) {
    SimDuration rest = 1h;
    (void)co_await seat.seize();
    while (co_await seat.hold(rest) == Wake::Preempted) {
      rest = seat.left();
      (void)co_await seat.seize();
    }
    seat.release();
  }
}

Process interrupt(Simulation& simulation, Resource& nurse, std::uint64_t& interruptions) {
  Seat seat(nurse, {.priority = 0, .preempts = true});
  for (;;) {
    co_await simulation.after(1s);
    (void)co_await seat.seize();
    (void)co_await seat.hold(100ms);
    seat.release();
    ++interruptions;
  }
}

void preempt_and_resume(benchmark::State& state) {
  std::uint64_t interruptions = 0;
  Simulation simulation(kStart);
  Resource nurse(simulation, 1);
  simulation.spawn(work(simulation, nurse), 0);
  simulation.spawn(interrupt(simulation, nurse, interruptions), 1);

  for (auto _ : state) simulation.run_until(simulation.now() + 1h);

  per_item(state, "per_preemption", interruptions);
}
BENCHMARK(preempt_and_resume);

// --- Ten scheduled, nine cancelled: time-outs that were answered ---------------------------------

void nothing(void*, std::uint64_t) {}

void cancel_nine_of_ten(benchmark::State& state) {
  constexpr int kBatches = 1000;
  std::uint64_t scheduled = 0;
  Simulation simulation(kStart);
  std::array<EventHandle, 9> doomed;
  for (auto _ : state) {
    for (int batch = 0; batch < kBatches; ++batch) {
      for (EventHandle& handle : doomed) {
        handle = simulation.schedule({.at = simulation.now() + 1h, .action = nothing});
      }
      simulation.schedule({.at = simulation.now() + 1s, .action = nothing});
      for (const EventHandle handle : doomed) simulation.cancel(handle);
      simulation.run_until(simulation.now() + 1ms);
    }
    scheduled += 10 * kBatches;
  }
  per_item(state, "per_event", scheduled);
}
BENCHMARK(cancel_nine_of_ten);

}  // namespace
}  // namespace caseload::engine
