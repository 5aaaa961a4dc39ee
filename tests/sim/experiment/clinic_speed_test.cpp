// Guards against a clinic that has become slow, on any machine: CPU times are compared with each
// other inside one process, never with a number of seconds.

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <functional>
#include <limits>

#include "sim/base/distributions.hpp"
#include "sim/experiment/trial.hpp"
#include "tests/sim/experiment/large_clinic.hpp"

namespace caseload::experiment {
namespace {

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// The least of several runs: what others do on the machine only ever adds.
double least_cpu_seconds(int runs, const std::function<void()>& work) {
  double least = std::numeric_limits<double>::infinity();
  for (int run = 0; run < runs; ++run) {
    const double before = cpu_seconds();
    work();
    least = std::min(least, cpu_seconds() - before);
  }
  return least;
}

void one_trial(const Scenario& scenario) {
  run_trial(scenario, scenario.plans.back(), scenario.months[0], {.seed = 7, .replication = 0});
}

// What nature charges: a reading needs about four blocks of luck and eight normal quantiles.
constexpr StreamId kBareReading{"test.bare_reading"};
double bare_readings(std::uint32_t readings) {
  const RandomStream random{1, 0, kBareReading, 0};
  double sum = 0;
  for (std::uint32_t i = 0; i < 4 * readings; ++i) {
    const auto [first, second, third, fourth] = random.four_at(i);
    sum += normal_quantile(first) + normal_quantile(second) + third + fourth;
  }
  return sum;
}

// Main street's panel for three months: 320 patients, some 26 readings a month each.
TEST(ClinicSpeed, AMonthCostsAFewTimesTheLuckOfItsReadings) {
  const Scenario scenario = testing::small_clinic();
  constexpr std::uint32_t kReadings = 320 * 3 * 26;

  volatile double sink = 0;
  const double bare = least_cpu_seconds(9, [&] { sink = bare_readings(kReadings); });
  const double clinic = least_cpu_seconds(5, [&] { one_trial(scenario); });

  RecordProperty("clinic_over_bare_readings", std::to_string(clinic / bare));
  EXPECT_LT(clinic, 12 * bare);
  EXPECT_GT(clinic, bare);  // a trial that draws less than its readings did nothing
}

// Nothing may grow faster than patients and people do: no search among all tasks, no walk over all
// idle people. What a larger panel may cost is the cache it no longer fits into.
TEST(ClinicSpeed, APatientCostsAboutTheSameInAPanelSixteenTimesAsLarge) {
  const Scenario one = testing::large_clinic(1);
  const Scenario sixteen = testing::large_clinic(16);

  const double small = least_cpu_seconds(5, [&] { one_trial(one); });
  const double large = least_cpu_seconds(3, [&] { one_trial(sixteen); });

  RecordProperty("patient_of_16_over_patient_of_1", std::to_string(large / small / 16));
  EXPECT_LT(large, 2.5 * 16 * small);
}

}  // namespace
}  // namespace caseload::experiment
