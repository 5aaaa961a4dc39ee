#include "reports/plan/month_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/plan/plan_text.hpp"
#include "tests/reports/plan/plan_sample.hpp"

namespace caseload::reports {
namespace {

using ::testing::HasSubstr;
using testing::PlanSample;
using testing::sample_with_a_yes;

TEST(MonthTables, TellThePanelAndTheMoneyOfEachMonth) {
  PlanSample sample = sample_with_a_yes(4);
  for (auto& plan : sample.experiment.outcomes)
    for (experiment::MonthOutcome& row : plan[1]) {
      row.joined = 30;
      row.left = 10;
    }
  sample.summary = experiment::summarise(sample.scenario, sample.experiment);
  const std::string table = months_of_plan_asked(sample.report(), 100);

  EXPECT_THAT(table, HasSubstr("March 2026            290      30    10       310"));
  EXPECT_THAT(table, HasSubstr("margin"));
  EXPECT_THAT(table, HasSubstr("4 of 4"));
}

TEST(MonthTables, AllPlansStandBesideTheWorkingDays) {
  const std::string table = months_of_all_plans(sample_with_a_yes(4).report(), 100);

  EXPECT_THAT(table, HasSubstr("1 RN + ½ MA"));
  EXPECT_THAT(table, HasSubstr("unlimited"));
  EXPECT_THAT(table, HasSubstr("February 2026     20         0"));
}

TEST(MonthTables, OneMonthAloneNeedsNone) {
  PlanSample sample = sample_with_a_yes(4);
  sample.scenario.months = {testing::kMarch2026};
  sample.experiment.months = sample.scenario.months;
  for (auto& plan : sample.experiment.outcomes) plan.erase(plan.begin());
  sample.summary = experiment::summarise(sample.scenario, sample.experiment);

  EXPECT_THAT(plan_text(sample.report()), ::testing::Not(HasSubstr("MONTH BY MONTH")));
}

}  // namespace
}  // namespace caseload::reports
