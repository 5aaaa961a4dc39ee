// The clinic as its users run it: the shipped scenarios, warm-up included. Counters give
// patient-months per second and, for whole experiments, how much a second thread brings.
//
//   build/release/tests/bench/clinic_bench

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/load.hpp"
#include "sim/experiment/ceiling.hpp"
#include "sim/experiment/runner.hpp"
#include "sim/experiment/trial.hpp"

namespace caseload {
namespace {

experiment::Scenario library(const std::string& name) {
  auto loaded = scenarios::load_library_scenario(name);
  if (!loaded) {
    fmt::print(stderr, "{}\n", loaded.error().text);
    std::exit(2);
  }
  return loaded->scenario;
}

void count_patient_months(benchmark::State& state, const experiment::Scenario& scenario,
                          std::size_t trials) {
  const double months = 1 + scenario.warmup_months;
  state.counters["patient_months/s"] =
      benchmark::Counter(static_cast<double>(trials) * scenario.population.patients * months *
                             static_cast<double>(state.iterations()),
                         benchmark::Counter::kIsRate);
}

// All plans and the ceiling × 200 replications of one month, on so many threads.
void BM_MainStreetAllPlans200(benchmark::State& state) {
  experiment::Scenario scenario = library("main_street_clinic");
  scenario.months.resize(1);
  std::vector<experiment::Plan> plans = scenario.plans;
  plans.push_back(experiment::unlimited_plan(scenario));
  for (auto _ : state) {
    experiment::RunOptions options;
    options.replications = 200;
    options.threads = static_cast<int>(state.range(0));
    benchmark::DoNotOptimize(experiment::run_experiment(scenario, plans, options).fingerprint);
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
  const experiment::Scenario scenario = library("regional_network");
  for (auto _ : state) {
    const auto row = experiment::run_trial(scenario, scenario.plans.back(), scenario.months[0],
                                           {.seed = 1, .replication = 0});
    benchmark::DoNotOptimize(row.fingerprint);
  }
  count_patient_months(state, scenario, 1);
}
BENCHMARK(BM_RegionalNetworkMonth)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(2);

// The network, so many times as large in one: patients, offers and people.
experiment::Scenario times(experiment::Scenario scenario, int factor) {
  scenario.population.patients *= factor;
  scenario.population.enrolment.offers_per_month *= factor;
  const std::vector<care::StaffMember> people = scenario.staff;
  const std::vector<std::size_t> team = scenario.plans.back().staff;
  std::vector<std::size_t>& all = scenario.plans.back().staff;
  for (int copy = 1; copy < factor; ++copy) {
    for (const std::size_t place : team) all.push_back(scenario.staff.size() + place);
    for (care::StaffMember member : people) {
      member.random_id =
          (member.random_id + static_cast<std::uint32_t>(copy) * 0x9E3779BU) % care::kPeopleOfARole;
      scenario.staff.push_back(std::move(member));
    }
  }
  return scenario;
}

// Kilobytes of this process: "VmRSS:" now, "VmHWM:" at the most so far.
double memory_kb(std::string_view row) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(row)) return std::stod(line.substr(row.size()));
  }
  return 0;
}

// A month of 1,000,000 patients (after one of warm-up) under 4,500 people as one simulation, one
// thread. Run it alone: the peak of memory is the process's.
void BM_OneMillionPatients(benchmark::State& state) {
  const experiment::Scenario scenario = times(library("regional_network"), 50);
  const double before_kb = memory_kb("VmRSS:");
  for (auto _ : state) {
    const auto row = experiment::run_trial(scenario, scenario.plans.back(), scenario.months[0],
                                           {.seed = 1, .replication = 0});
    benchmark::DoNotOptimize(row.fingerprint);
  }
  count_patient_months(state, scenario, 1);
  state.counters["peak_bytes/patient"] =
      (memory_kb("VmHWM:") - before_kb) * 1024 / scenario.population.patients;
  state.counters["peak_MB"] = memory_kb("VmHWM:") / 1024;
}
BENCHMARK(BM_OneMillionPatients)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(1);

// Every RPM enrollee of Medicare, about a million, as they are cared for: by organisations. Fifty
// networks of 20,000, each with its own luck, for a month after one of warm-up, on two threads.
void BM_EveryMedicareEnrollee(benchmark::State& state) {
  const experiment::Scenario scenario = library("regional_network");
  experiment::RunOptions options;
  options.replications = 50;
  options.threads = 2;
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        experiment::run_experiment(scenario, {scenario.plans.back()}, options).fingerprint);
  }
  count_patient_months(state, scenario, 50);
  state.counters["peak_MB"] = memory_kb("VmHWM:") / 1024;
}
BENCHMARK(BM_EveryMedicareEnrollee)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(1);

}  // namespace
}  // namespace caseload
