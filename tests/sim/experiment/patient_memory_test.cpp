// What a patient costs in memory: every allocation of a whole trial is counted, so this is a
// program of its own.

#include <gtest/gtest.h>
#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <new>

#include "sim/experiment/trial.hpp"
#include "tests/sim/experiment/large_clinic.hpp"

namespace {

std::size_t live_bytes = 0;
std::size_t peak_bytes = 0;

void* counted(void* memory) {
  if (memory == nullptr) throw std::bad_alloc();
  live_bytes += malloc_usable_size(memory);
  peak_bytes = std::max(peak_bytes, live_bytes);
  return memory;
}
void given_back(void* memory) {
  live_bytes -= malloc_usable_size(memory);
  std::free(memory);
}

}  // namespace

void* operator new(std::size_t size) { return counted(std::malloc(size)); }
void* operator new(std::size_t size, std::align_val_t align) {
  const auto boundary = static_cast<std::size_t>(align);
  return counted(std::aligned_alloc(boundary, (size + boundary - 1) / boundary * boundary));
}
void operator delete(void* memory) noexcept { given_back(memory); }
void operator delete(void* memory, std::size_t) noexcept { given_back(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { given_back(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { given_back(memory); }

namespace caseload::experiment {
namespace {

// The most that one trial of March 2026 under its only plan holds at a time.
std::size_t peak_of(const Scenario& scenario) {
  const std::size_t before = live_bytes;
  peak_bytes = live_bytes;
  run_trial(scenario, scenario.plans[0], scenario.months[0], {.seed = 7, .replication = 0});
  return peak_bytes - before;
}

TEST(PatientMemory, APatientOfALargeClinicTakesTwoKilobytesAtMost) {
  const Scenario scenario = testing::large_clinic(7);
  ASSERT_EQ(scenario.population.patients, 2240);

  const double per_patient = static_cast<double>(peak_of(scenario)) / scenario.population.patients;

  RecordProperty("bytes_per_patient", std::to_string(per_patient));
  EXPECT_LE(per_patient, 2048);
  EXPECT_GT(per_patient, 500);  // something was counted
}

TEST(PatientMemory, ALongWarmUpTakesNoMore) {
  Scenario scenario = testing::large_clinic(2);
  const std::size_t usual = peak_of(scenario);

  scenario.warmup_months = 6;
  const std::size_t after_six_months = peak_of(scenario);

  // Those who joined and left in the meantime: a tenth of the panel a month.
  EXPECT_LT(static_cast<double>(after_six_months), 1.35 * static_cast<double>(usual));
}

}  // namespace
}  // namespace caseload::experiment
