// What the engine costs, through the API a model uses: nanoseconds per customer, event or process,
// checks on. Run by hand, on a quiet machine; several repetitions, and the minimum of them:
//
//   engine_bench --benchmark_repetitions=7
//
// The workloads are those engines are compared by: the M/M/1 line in Cimba's shape, the hold model
// (Jones 1986), creation and destruction, cancellation, and a morning on which everybody measures.

#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <deque>
#include <vector>

#include "sim/base/distributions.hpp"
#include "sim/base/draws_ahead.hpp"
#include "sim/base/random.hpp"
#include "sim/engine/simulation.hpp"
#include "sim/engine/wakeable.hpp"

namespace caseload::sim {
namespace {

using namespace std::chrono_literals;

const SimTime kStart{};

// "ns_per_customer" and so on: seconds per item, which the library prints with its prefix.
void per_item(benchmark::State& state, const char* name, std::uint64_t items) {
  state.counters[name] = benchmark::Counter(
      static_cast<double>(items), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

// --- M/M/1: one process brings customers, one serves them; every draw has the customer's address -

struct Line {
  Simulation& simulation;
  Luck luck;
  Wakeable idle{simulation};
  std::deque<SimTime> arrivals{};
  SimDuration in_system{};

  SimDuration draw(Purpose purpose, std::uint32_t customer, double mean_minutes) const {
    return from_minutes(exponential_quantile(luck.stream(purpose, customer).at(0), mean_minutes));
  }
};

Process bring(Simulation& simulation, Line& line, std::uint32_t customers) {
  DrawsAhead gaps(line.luck, Purpose{"gap"},
                  [](double u) { return from_minutes(exponential_quantile(u, 1 / 0.9)); });
  for (std::uint32_t n = 0; n < customers; ++n) {
    co_await simulation.after(gaps.next());
    line.arrivals.push_back(simulation.now());
    line.idle.wake(Wake::Granted);
  }
}

Process serve(Simulation& simulation, Line& line, std::uint32_t customers) {
  DrawsAhead services(line.luck, Purpose{"service"},
                      [](double u) { return from_minutes(exponential_quantile(u, 1)); });
  for (std::uint32_t n = 0; n < customers; ++n) {
    while (line.arrivals.empty()) (void)co_await line.idle.sleep_until(SimTime::max());
    co_await simulation.after(services.next());
    line.in_system += simulation.now() - line.arrivals.front();
    line.arrivals.pop_front();
  }
}

void mm1(benchmark::State& state) {
  constexpr std::uint32_t kCustomers = 1'000'000;
  std::uint64_t customers = 0, events = 0;
  for (auto _ : state) {
    Simulation simulation(kStart);
    Line line{.simulation = simulation, .luck = {.seed = 1, .replication = 0}};
    simulation.spawn(bring(simulation, line, kCustomers), 0);
    simulation.spawn(serve(simulation, line, kCustomers), 1);
    simulation.run_until(kStart + minutes{2 * kCustomers});
    benchmark::DoNotOptimize(line.in_system);
    customers += kCustomers;
    events += simulation.events_done();
  }
  per_item(state, "per_customer", customers);
  state.counters["events_per_customer"] =
      static_cast<double>(events) / static_cast<double>(customers);
}
BENCHMARK(mm1)->Unit(benchmark::kMillisecond);

// --- Hold: so many processes, each asleep most of the time ---------------------------------------

// Delays drawn beforehand, so that only the engine is measured.
class Delays {
 public:
  Delays() : delays_(kCount) {
    const RandomStream stream(1, 0, Purpose{"hold"}, 0);
    for (std::uint32_t i = 0; i < kCount; ++i)
      delays_[i] = from_minutes(exponential_quantile(stream.at(i), 60));
  }
  SimDuration next() { return delays_[drawn_++ % kCount]; }

 private:
  static constexpr std::uint32_t kCount = 1U << 14;
  std::vector<SimDuration> delays_;
  std::uint32_t drawn_ = 0;
};

Process hold(Simulation& simulation, Delays& delays) {
  for (;;) co_await simulation.after(delays.next());
}

void hold_model(benchmark::State& state) {
  const auto processes = static_cast<std::uint32_t>(state.range(0));
  Delays delays;
  Simulation simulation(kStart);
  for (std::uint32_t n = 0; n < processes; ++n) simulation.spawn(hold(simulation, delays), n);
  simulation.run_until(kStart + 10h);
  const std::uint64_t before = simulation.events_done();

  for (auto _ : state)
    simulation.run_until(simulation.now() + SimDuration{3600'000'000LL * 100'000 / processes});

  per_item(state, "per_event", simulation.events_done() - before);
}
BENCHMARK(hold_model)->RangeMultiplier(10)->Range(10, 1'000'000)->Unit(benchmark::kMillisecond);

// --- Everybody measures between eight and nine, on the minute: few times, many ties --------------

Process measure_every_morning(Simulation& simulation, Delays& delays) {
  for (SimTime day = simulation.now();; day += 24h) {
    co_await simulation.until(day + 8h + std::chrono::floor<minutes>(delays.next()) % 60);
  }
}

void morning(benchmark::State& state) {
  const auto patients = static_cast<std::uint32_t>(state.range(0));
  Delays delays;
  Simulation simulation(kStart);
  for (std::uint32_t n = 0; n < patients; ++n)
    simulation.spawn(measure_every_morning(simulation, delays), n);
  simulation.run_until(kStart + 24h);
  const std::uint64_t before = simulation.events_done();

  for (auto _ : state) simulation.run_until(simulation.now() + 24h);

  per_item(state, "per_event", simulation.events_done() - before);
}
BENCHMARK(morning)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

// --- Lives: spawned, run, gone -------------------------------------------------------------------

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

Process ring_every_second(Simulation& simulation, Wakeable& bell) {
  for (;;) {
    co_await simulation.after(1s);
    bell.wake(Wake::Granted);
  }
}

Process answer(Simulation& simulation, Wakeable& bell, std::uint64_t& answers) {
  for (;;) {
    if (co_await bell.sleep_until(simulation.now() + 1min) == Wake::Granted) ++answers;
  }
}

void wake(benchmark::State& state) {
  std::uint64_t answers = 0;
  Simulation simulation(kStart);
  Wakeable bell(simulation);
  simulation.spawn(ring_every_second(simulation, bell), 0);
  simulation.spawn(answer(simulation, bell, answers), 1);

  for (auto _ : state) simulation.run_until(simulation.now() + 1h);

  per_item(state, "per_wake", answers);
}
BENCHMARK(wake);

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
}  // namespace caseload::sim
