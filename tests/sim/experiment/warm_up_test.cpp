#include "sim/experiment/warm_up.hpp"

#include <gtest/gtest.h>

#include "tests/sim/experiment/small_clinic.hpp"

namespace caseload::experiment {
namespace {

std::optional<NotSettled> after(int warmup_months, std::size_t plan, int patients = 320) {
  Scenario scenario = testing::small_clinic(patients);
  scenario.warmup_months = warmup_months;
  const Experiment experiment = run_experiment(scenario, {scenario.plans[plan]},
                                               {.seed = 11, .replications = 20, .threads = 2});
  return not_settled(scenario, experiment, 0, 0);
}

// One nurse for 320 patients: it takes two months until the lines are as long as they get.
TEST(WarmUp, AClinicThatBeginsEmptyAndHasLongLinesNeedsMoreThanOneMonth) {
  const auto found = after(1, 0);
  ASSERT_TRUE(found);
  EXPECT_GT(found->observed, 1.1 * found->before);
}

TEST(WarmUp, AfterTwoMonthsEveryPlanHasSettled) {
  EXPECT_FALSE(after(2, 0));
  EXPECT_FALSE(after(2, 1));
  EXPECT_FALSE(after(2, 3));
  EXPECT_FALSE(after(2, 4));
}

TEST(WarmUp, OfAPanelThatGrowsNothingIsSaid) {
  Scenario scenario = testing::small_clinic(320);
  scenario.population.enrolment.offers_per_month *= 2;
  const Experiment experiment =
      run_experiment(scenario, {scenario.plans[0]}, {.seed = 11, .replications = 4, .threads = 2});
  EXPECT_FALSE(not_settled(scenario, experiment, 0, 0));
}

// Rows made by hand: 22 open days in March after 20 and 20.
Experiment with_open_work(const Scenario& scenario, auto at_the_end_of) {
  Experiment experiment{.plans = {scenario.plans[0]}, .months = scenario.months, .outcomes = {}};
  MonthOutcome row;
  for (int day = 0; day < 62; ++day) row.open_since_start.push_back(at_the_end_of(day));
  experiment.outcomes = {{{row, row}}};
  return experiment;
}

TEST(WarmUp, ALineThatIsLongFromTheFirstDayOnHasSettled) {
  const Scenario scenario = testing::small_clinic(320);
  EXPECT_FALSE(not_settled(scenario, with_open_work(scenario, [](int) { return 400; }), 0, 0));
}

TEST(WarmUp, AMonthsOwnRhythmIsNotTakenForGrowth) {
  const Scenario scenario = testing::small_clinic(320);
  const auto saw = [](int day) { return 100 + 20 * (day % 21); };
  EXPECT_FALSE(not_settled(scenario, with_open_work(scenario, saw), 0, 0));
}

TEST(WarmUp, ALineThatGrowsThroughTheWholeRunHasNot) {
  const Scenario scenario = testing::small_clinic(320);
  const auto found =
      not_settled(scenario, with_open_work(scenario, [](int day) { return 10 * day; }), 0, 0);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->observed - found->before, 220, 1);
}

}  // namespace
}  // namespace caseload::experiment
