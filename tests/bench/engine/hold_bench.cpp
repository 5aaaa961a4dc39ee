// Many processes, each asleep most of the time: the hold model (Vaucher and Duval 1975; Jones
// 1986), and a morning on which everybody measures. Delays are drawn beforehand, so that only the
// engine is measured.

#include <cstdint>
#include <vector>

#include "sim/base/distributions.hpp"
#include "sim/base/random.hpp"
#include "sim/engine/simulation.hpp"
#include "tests/bench/engine/per_item.hpp"

namespace caseload::engine {
namespace {

using namespace std::chrono_literals;

class Delays {
 public:
  Delays() : delays_(kCount) {
    const RandomStream stream(1, 0, StreamId{"hold"}, 0);
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

// Everybody measures between eight and nine, on the minute: few times, many ties.
Process measure_every_morning(Simulation& simulation, SimDuration after_eight) {
  for (SimTime eight = simulation.now() + 8h;; eight += 24h)
    co_await simulation.until(eight + after_eight);
}

void morning(benchmark::State& state) {
  const auto patients = static_cast<std::uint32_t>(state.range(0));
  Delays delays;
  Simulation simulation(kStart);
  for (std::uint32_t n = 0; n < patients; ++n) {
    const SimDuration after_eight = std::chrono::floor<minutes>(delays.next()) % 60;
    simulation.spawn(measure_every_morning(simulation, after_eight), n);
  }
  simulation.run_until(kStart + 24h);
  const std::uint64_t before = simulation.events_done();

  for (auto _ : state) simulation.run_until(simulation.now() + 24h);

  per_item(state, "per_event", simulation.events_done() - before);
}
BENCHMARK(morning)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace caseload::engine
