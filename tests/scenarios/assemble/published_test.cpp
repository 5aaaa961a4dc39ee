// What the shipped defaults say, against what was published. Rows of docs/validation.md.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "scenarios/load.hpp"
#include "sim/population/cohort.hpp"
#include "sim/population/drop_out.hpp"

namespace caseload::scenarios {
namespace {

constexpr LocalDay kStart{std::chrono::year{2026} / 1 / 1};

// VA Home Telehealth: half of the patients had left after 261 days (Gray et al., J Gen Intern Med
// 2022). Nobody is censored here, so Kaplan and Meier's estimate is the sample's median.
TEST(Published, HalfOfAllJoinersHaveLeftAfterTheMedianOfTheVa) {
  const auto loaded = load_library_scenario("main_street_clinic");
  ASSERT_TRUE(loaded) << loaded.error().text;
  const population::PopulationModel& population = loaded->scenario.population;
  const population::Cohort cohort(population,
                                  {.high_acuity_share = 0.2, .talk_time_sd = 0.2, .alerts = {}});

  std::vector<double> stays;
  for (std::uint32_t id = 0; id < 20'000; ++id) {
    const population::Patient joiner =
        cohort.joiner({.seed = 4, .replication = 0}, PatientId{id}, kStart);
    stays.push_back(to_minutes(joiner.withdraws_at - LocalTime{kStart}) / (24 * 60));
  }
  std::ranges::nth_element(stays, stays.begin() + 10'000);

  EXPECT_NEAR(stays[10'000], 261, 15);
  EXPECT_NEAR(population::median_tenure_days(population.enrolment), 261, 15);
}

}  // namespace
}  // namespace caseload::scenarios
