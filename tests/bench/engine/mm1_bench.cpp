// One server, one line, a load of 0.9, a million customers: the workload engines are compared by.
//
// In Cimba's shape one process brings customers and another serves them, through a queue of
// objects; here its length over time and the mean and variance of the time in the system are
// recorded as well. In the other shape each customer is a process of her own. Delays are
// exponential by inversion. Theory: 8.1 customers in line, 10 minutes in the system; a million
// customers come within some 2 % of that.

#include <array>
#include <bit>
#include <cstdint>

#include "sim/base/draws_ahead.hpp"
#include "sim/base/exponential.hpp"
#include "sim/base/random.hpp"
#include "sim/engine/resource.hpp"
#include "sim/engine/simulation.hpp"
#include "sim/engine/store.hpp"
#include "sim/statistics/tally.hpp"
#include "tests/bench/engine/per_item.hpp"

namespace caseload::engine {
namespace {

constexpr std::uint32_t kCustomers = 1'000'000;
constexpr double kBetweenArrivals = 1 / 0.9;  // minutes
constexpr double kService = 1;
const SimTime kEnd = kStart + minutes{2 * kCustomers};
const RandomKey kLuck{.seed = 1, .replication = 0};

// What most engines draw from: one fast sequence, xoshiro256++ (Blackman and Vigna 2021). It shows
// what the engine alone costs; with it, plans cannot share their luck.
class SequentialDelays {
 public:
  SequentialDelays(std::uint64_t seed, double mean) : state_{seed, 2, 3, 4}, delay_(mean) {}

  SimDuration next() {
    if (next_ == delays_.size()) draw();
    return delays_[next_++];
  }

 private:
  [[gnu::noinline]] void draw() {
    std::array<double, kDrawsAhead> uniforms;
    for (double& u : uniforms) u = open_uniform(next_word());
    delays_ = delay_(uniforms);
    next_ = 0;
  }
  std::uint64_t next_word() {
    const std::uint64_t word = std::rotl(state_[0] + state_[3], 23) + state_[0];
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return word;
  }

  std::array<std::uint64_t, 4> state_;
  Exponential delay_;
  std::array<SimDuration, kDrawsAhead> delays_{};
  std::size_t next_ = delays_.size();
};

struct Served {
  stats::Tally microseconds_in_system;
  SimTime last;
  void add(SimTime arrived, SimTime gone) {
    microseconds_in_system.add(static_cast<double>((gone - arrived).count()));
    last = gone;
  }
};

void report(benchmark::State& state, const Served& served, const Level& line,
            std::uint64_t events_done) {
  state.counters["in_line"] = line.until(served.last).mean();
  state.counters["minutes_in_system"] = served.microseconds_in_system.mean() / 60e6;
  state.counters["events_per_customer"] = static_cast<double>(events_done) / kCustomers;
}

// --- Cimba's shape -------------------------------------------------------------------------------

template <class Delays>
Process bring(Simulation& simulation, Store<SimTime>& line, Delays gaps) {
  for (std::uint32_t n = 0; n < kCustomers; ++n) {
    co_await simulation.after(gaps.next());
    line.put(simulation.now());
  }
}

template <class Delays>
Process serve(Simulation& simulation, Store<SimTime>& line, Delays services, Served& served) {
  for (;;) {
    const SimTime arrived = co_await line.get();
    co_await simulation.after(services.next());
    served.add(arrived, simulation.now());
  }
}

template <class Gaps, class Services>
void two_processes(benchmark::State& state, Gaps gaps, Services services) {
  for (auto _ : state) {
    Served served;
    Simulation simulation(kStart);
    Store<SimTime> line(simulation);
    simulation.spawn(bring(simulation, line, gaps), 0);
    simulation.spawn(serve(simulation, line, services, served), 1);
    simulation.run_until(kEnd);
    report(state, served, line.length(), simulation.events_done());
  }
  per_item(state, "per_customer", static_cast<std::uint64_t>(state.iterations()) * kCustomers);
}

void mm1_addressed(benchmark::State& state) {
  two_processes(state, DrawsAhead(kLuck, StreamId{"gap"}, Exponential(kBetweenArrivals)),
                DrawsAhead(kLuck, StreamId{"service"}, Exponential(kService)));
}
BENCHMARK(mm1_addressed)->Unit(benchmark::kMillisecond);

void mm1_sequential(benchmark::State& state) {
  two_processes(state, SequentialDelays(1, kBetweenArrivals), SequentialDelays(5, kService));
}
BENCHMARK(mm1_sequential)->Unit(benchmark::kMillisecond);

// --- A process for each customer, each with her own address --------------------------------------

struct InOneWait {
  static Process customer(Simulation& simulation, Resource& clerk, SimDuration service,
                          Served& served) {
    const SimTime arrived = simulation.now();
    Seat seat(clerk);
    (void)co_await seat.use(service);
    served.add(arrived, simulation.now());
  }
};

struct InParts {
  static Process customer(Simulation& simulation, Resource& clerk, SimDuration service,
                          Served& served) {
    const SimTime arrived = simulation.now();
    Seat seat(clerk);
    (void)co_await seat.seize();
    (void)co_await seat.hold(service);
    seat.release();
    served.add(arrived, simulation.now());
  }
};

template <class Kind>
Process bring_processes(Simulation& simulation, Resource& clerk, Served& served) {
  DrawsAhead gaps(kLuck, StreamId{"gap"}, Exponential(kBetweenArrivals));
  DrawsAhead services(kLuck, StreamId{"service"}, Exponential(kService));
  for (std::uint32_t n = 0; n < kCustomers; ++n) {
    co_await simulation.after(gaps.next());
    simulation.spawn(Kind::customer(simulation, clerk, services.next(), served), n);
  }
}

template <class Kind>
void process_per_customer(benchmark::State& state) {
  for (auto _ : state) {
    Served served;
    Simulation simulation(kStart);
    Resource clerk(simulation, 1);
    simulation.spawn(bring_processes<Kind>(simulation, clerk, served), 0);
    simulation.run_until(kEnd);
    report(state, served, clerk.in_line(), simulation.events_done());
  }
  per_item(state, "per_customer", static_cast<std::uint64_t>(state.iterations()) * kCustomers);
}

void mm1_process_per_customer(benchmark::State& state) { process_per_customer<InOneWait>(state); }
BENCHMARK(mm1_process_per_customer)->Unit(benchmark::kMillisecond);

void mm1_process_in_parts(benchmark::State& state) { process_per_customer<InParts>(state); }
BENCHMARK(mm1_process_in_parts)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace caseload::engine
