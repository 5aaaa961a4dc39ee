#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "sim/experiment/month_metrics.hpp"
#include "sim/experiment/run_metrics.hpp"

namespace caseload::experiment {
namespace {

using ::testing::ElementsAre;

TEST(MonthMetrics, HaveANameEach) {
  std::set<std::string_view> names;
  for (const MonthMetric& metric : kMonthMetrics)
    EXPECT_TRUE(names.insert(metric.name).second) << metric.name << " stands there twice";
}

TEST(MonthMetrics, OfAFileHaveAColumnOrRowEach) {
  std::set<std::pair<CsvFile, std::string_view>> names;
  for (const MonthMetric& metric : kMonthMetrics)
    if (metric.csv.file != CsvFile::None)
      EXPECT_TRUE(names.insert({metric.csv.file, metric.csv.name}).second) << metric.csv.name;
}

TEST(MonthMetrics, StandInTheOrderOfTheirFile) {
  std::vector<std::string> names;
  for (const MonthMetric* metric : metrics_of(kMonthMetrics, CsvFile::Conversations))
    names.emplace_back(metric->csv.name);

  EXPECT_THAT(names, ElementsAre("other_languages_mean", "interpreted_mean", "interpreter_min",
                                 "planned_mean", "planned_by_primary_mean", "planned_wait_hours"));
}

TEST(MonthMetrics, AreReadOffASummary) {
  MonthSummary month;
  month.money.held = 12.5;
  month.operations.planned = {.wait_hours = 3, .conversations_mean = 8, .by_primary_mean = 2};
  month.reached[kBillingTier].share_mean = 0.5;

  const auto number = [&](const MonthMetric& metric) {
    return std::get<Number>(metric.read)(month);
  };
  EXPECT_EQ(number(metric("expected_revenue/held_usd")), 12.5);
  EXPECT_EQ(number(metric("operations/planned_calls/by_primary_share")), 0.25);
  EXPECT_EQ(number(metric("operations/other_languages/interpreted_share")), std::nullopt);
  EXPECT_EQ(number(metric("min20/share")), std::nullopt) << "a share of nothing is no data";
  EXPECT_EQ(&std::get<Share>(metric("min20").read)(month), &month.reached[kBillingTier]);
}

TEST(RunMetrics, HaveANameEach) {
  std::set<std::string_view> names;
  for (const RunMetric& metric : kRunMetrics)
    EXPECT_TRUE(names.insert(metric.name).second) << metric.name << " stands there twice";
}

}  // namespace
}  // namespace caseload::experiment
