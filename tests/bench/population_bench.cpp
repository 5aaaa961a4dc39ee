// What a patient costs: drawn once, then a month of measuring.

#include <benchmark/benchmark.h>

#include "devices/factory.hpp"
#include "sim/population/adherence.hpp"
#include "sim/population/calibrate_adherence.hpp"
#include "sim/population/cohort.hpp"
#include "sim/population/physiology.hpp"
#include "tests/sim/population/example_population.hpp"
#include "tests/sim/population/one_patient.hpp"

namespace caseload {
namespace {

constexpr RandomKey kLuck{.seed = 1, .replication = 0};
constexpr population::ClinicTraits kClinic{
    .high_acuity_share = 0.2, .talk_time_sd = 0.2, .alerts = {2, 0.03}};

population::PopulationModel population() {
  population::PopulationModel model = population::example_population();
  model.device_noise = devices::noise_of({});
  return model;
}

void draw_patient(benchmark::State& state) {
  const population::PopulationModel model = population();
  const population::Cohort cohort(model, kClinic);
  std::uint32_t id = 0;
  for (auto _ : state) {
    const population::Patient patient =
        cohort.member(kLuck, PatientId{id++}, population::example_day());
    benchmark::DoNotOptimize(cohort.limits(kLuck, patient));
  }
}
BENCHMARK(draw_patient);

void prepare_cohort(benchmark::State& state) {
  const population::PopulationModel model = population();
  for (auto _ : state) benchmark::DoNotOptimize(population::Cohort(model, kClinic));
}
BENCHMARK(prepare_cohort)->Unit(benchmark::kMicrosecond);

void calibrate(benchmark::State& state) {
  const population::PopulationModel model = population();
  for (auto _ : state) {
    benchmark::DoNotOptimize(population::calibrate_adherence({.days16 = 0.70, .days2 = 0.98},
                                                             model.adherence, model.enrolment));
  }
}
BENCHMARK(calibrate)->Unit(benchmark::kMillisecond);

// Thirty days of one patient with a cuff, once a day: decide, feel, measure, deliver.
void patient_month(benchmark::State& state) {
  const population::PopulationModel model = population();
  const population::Cohort cohort(model, kClinic);
  const population::Condition& condition = model.conditions[0];
  const auto factory = devices::make_device_factory({});
  std::vector<population::Patient> panel;
  std::vector<std::unique_ptr<telemetry::DeviceSession>> cuffs;
  for (std::uint32_t i = 0; i < 1000; ++i) {
    panel.push_back(cohort.member(kLuck, PatientId{i}, population::example_day()));
    cuffs.push_back(factory(telemetry::DeviceKind::Cuff, PatientId{i}, DeviceId{i}, kLuck));
  }
  std::size_t next = 0;
  std::int64_t readings = 0;
  for (auto _ : state) {
    const population::Patient& patient = panel[next];
    telemetry::DeviceSession& cuff = *cuffs[next];
    next = (next + 1) % panel.size();
    population::OnePatientsDays path(model.adherence, condition, patient, kLuck,
                                     population::example_day());
    population::OnePatientsBody body(condition.physiology, patient, kLuck,
                                     population::example_day());
    std::vector<telemetry::Reading> sent;
    for (int day = 0; day < 30; ++day) {
      const LocalDay today = population::example_day() + std::chrono::days{day};
      const int sessions = path.on(today).sessions;
      for (int session = 0; session < sessions; ++session) {
        sent.clear();
        cuff.measure(body.at(today, session, false), SimTime{}, sent);
        benchmark::DoNotOptimize(sent.data());
        ++readings;
      }
    }
  }
  state.counters["readings_per_month"] =
      benchmark::Counter(static_cast<double>(readings), benchmark::Counter::kAvgIterations);
}
BENCHMARK(patient_month);

}  // namespace
}  // namespace caseload
