// The clinic as its users run it: the shipped scenarios, warm-up included. Counters give
// patient-months per second and, for whole experiments, how much a second thread brings.
//
//   build/release/tests/bench/clinic_bench

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdlib>
#include <string>

#include "scenarios/load.hpp"
#include "sim/experiment/runner.hpp"
#include "sim/experiment/trial.hpp"

namespace caseload {
namespace {

sim::Scenario library(const std::string& name) {
  auto loaded = scenarios::load_library_scenario(name);
  if (!loaded) {
    fmt::print(stderr, "{}\n", loaded.error().text);
    std::exit(2);
  }
  return loaded->scenario;
}

void count_patient_months(benchmark::State& state, const sim::Scenario& scenario,
                          std::size_t trials) {
  const double months = 1 + scenario.warmup_months;
  state.counters["patient_months/s"] =
      benchmark::Counter(static_cast<double>(trials) * scenario.population.patients * months *
                             static_cast<double>(state.iterations()),
                         benchmark::Counter::kIsRate);
}

// All plans and the ceiling × 200 replications of one month, on so many threads.
void BM_MainStreetAllPlans200(benchmark::State& state) {
  sim::Scenario scenario = library("main_street_clinic");
  scenario.months.resize(1);
  std::vector<sim::Plan> plans = scenario.plans;
  plans.push_back(sim::unlimited_plan());
  for (auto _ : state) {
    sim::RunOptions options;
    options.replications = 200;
    options.threads = static_cast<int>(state.range(0));
    benchmark::DoNotOptimize(sim::run_experiment(scenario, plans, options).fingerprint);
  }
  count_patient_months(state, scenario, plans.size() * 200);
}
BENCHMARK(BM_MainStreetAllPlans200)
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kSecond)
    ->UseRealTime()
    ->Iterations(1);

// One month of the 20,000-patient network, one trial, one thread.
void BM_RegionalNetworkMonth(benchmark::State& state) {
  const sim::Scenario scenario = library("regional_network");
  for (auto _ : state) {
    const auto row = sim::run_trial(scenario, scenario.plans.back(), scenario.months[0],
                                    {.seed = 1, .replication = 0});
    benchmark::DoNotOptimize(row.fingerprint);
  }
  count_patient_months(state, scenario, 1);
}
BENCHMARK(BM_RegionalNetworkMonth)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(2);

}  // namespace
}  // namespace caseload
