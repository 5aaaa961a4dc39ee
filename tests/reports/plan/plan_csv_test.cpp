#include "reports/plan/plan_csv.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "tests/reports/plan/plan_sample.hpp"

namespace caseload::reports {
namespace {

using testing::PlanSample;
using testing::sample_with_a_yes;

// No field of the sample holds a comma: lines may be split by hand.
using Row = std::vector<std::string>;
std::vector<Row> rows_of(const PlanSample& sample, const std::string& path) {
  const std::vector<OutputFile> files = plan_csv(sample.report());
  const auto file =
      std::ranges::find(files, path, [](const OutputFile& f) { return f.path.string(); });
  if (file == files.end()) return {};
  std::vector<Row> rows;
  std::istringstream lines(file->content);
  for (std::string line; std::getline(lines, line);) {
    Row row{""};
    for (const char c : line) {
      if (c == ',') row.emplace_back();
      else row.back() += c;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string value(const std::vector<Row>& rows, std::size_t row, const std::string& column) {
  const auto place = std::ranges::find(rows.front(), column) - rows.front().begin();
  return rows.at(row).at(static_cast<std::size_t>(place));
}

TEST(PlanCsv, RunsHasOneRowPerPlanMonthAndReplication) {
  const PlanSample sample = sample_with_a_yes(4);

  const std::vector<Row> rows = rows_of(sample, "csv/runs.csv");

  ASSERT_EQ(rows.size(), 1U + 5 * 2 * 4);
  EXPECT_EQ(value(rows, 1, "plan"), "1 RN");
  EXPECT_EQ(value(rows, 1, "month"), "2026-02");
  EXPECT_EQ(value(rows, 4, "replication"), "3");
  EXPECT_EQ(value(rows, 5, "month"), "2026-03");
  EXPECT_EQ(value(rows, 40, "plan"), "unlimited");
}

TEST(PlanCsv, RunsCarriesTheCountsAsTheyWere) {
  const PlanSample sample = sample_with_a_yes(4);
  const experiment::MonthOutcome& outcome = sample.experiment.outcomes[2][1][3];

  const std::vector<Row> rows = rows_of(sample, "csv/runs.csv");

  const std::size_t row = 1 + 2 * 8 + 1 * 4 + 3;
  EXPECT_EQ(value(rows, row, "plan"), "1 RN + 1 MA");
  EXPECT_EQ(value(rows, row, "min20"), std::to_string(outcome.reached[1].everyone));
  EXPECT_EQ(value(rows, row, "min20_eligible"), std::to_string(outcome.reached[1].eligible));
  EXPECT_EQ(value(rows, row, "units_99457"), std::to_string(outcome.codes.at("99457")));
  EXPECT_EQ(value(rows, row, "cost_usd"), "18000.00");
}

TEST(PlanCsv, StaffWithoutLimitHasNoCost) {
  const PlanSample sample = sample_with_a_yes(4);

  EXPECT_EQ(value(rows_of(sample, "csv/runs.csv"), 40, "cost_usd"), "");
  EXPECT_EQ(value(rows_of(sample, "csv/plans.csv"), 5, "monthly_cost_usd"), "");
  EXPECT_EQ(value(rows_of(sample, "csv/plans.csv"), 3, "monthly_cost_usd"), "18000.00");
}

TEST(PlanCsv, ACodeNobodyBilledInAMonthIsZeroUnits) {
  PlanSample sample = sample_with_a_yes(2);
  sample.experiment.outcomes[0][0][0].codes.erase("99457");

  EXPECT_EQ(value(rows_of(sample, "csv/runs.csv"), 1, "units_99457"), "0");
}

TEST(PlanCsv, SharesHasOneRowPerPlanMonthAndMetric) {
  const PlanSample sample = sample_with_a_yes(4);

  const std::vector<Row> rows = rows_of(sample, "csv/shares.csv");

  // Four steps of minutes, as they are, at the stated durations and as a ceiling; three others.
  ASSERT_EQ(rows.size(), 1U + 5 * 2 * 15);
  EXPECT_EQ(value(rows, 2, "metric"), "min20");
  EXPECT_NEAR(std::stod(value(rows, 2, "share_mean")),
              sample.summary.plans[0].months[0].reached[1].share_mean, 1e-6);
}

TEST(PlanCsv, CodesArePricedAtTheMonthsRate) {
  const std::vector<Row> rows = rows_of(sample_with_a_yes(4), "csv/codes.csv");

  ASSERT_EQ(rows.size(), 1U + 5 * 2 * 2);
  EXPECT_EQ(value(rows, 1, "code"), "99454");
  EXPECT_EQ(value(rows, 1, "units_mean"), "210.000");
  EXPECT_NEAR(std::stod(value(rows, 1, "revenue_usd_mean")),
              210 * std::stod(value(rows, 1, "rate_usd")), 0.01);
}

TEST(PlanCsv, StaffMinutesStandByPerson) {
  const std::vector<Row> rows = rows_of(sample_with_a_yes(4), "csv/staff.csv");

  ASSERT_EQ(rows.size(), 1U + 4 * 2);  // `unlimited` has no persons
  EXPECT_EQ(value(rows, 1, "staff"), "Ana");
  EXPECT_EQ(value(rows, 1, "rpm_min"), "5400.0");
  EXPECT_EQ(value(rows, 1, "idle_min"), "2400.0");
}

// What experiment::StaffMinutes promises, to the tenths that are written.
TEST(PlanCsv, StaffMinutesAddUpWithWhatSomebodyOnCallWasCalledOutFor) {
  PlanSample sample = sample_with_a_yes(4);
  for (experiment::MonthOutcome& row : sample.experiment.outcomes[0][0]) {
    row.staff[0].called_out = std::chrono::minutes{90};
    row.staff[0].rpm += std::chrono::minutes{90};
  }

  const std::vector<Row> rows = rows_of(sample, "csv/staff.csv");

  const auto minutes = [&](const char* column) { return std::stod(value(rows, 1, column)); };
  EXPECT_EQ(minutes("called_out_min"), 90.0);
  EXPECT_EQ(minutes("scheduled_min"), minutes("absent_min") + minutes("present_min"));
  EXPECT_NEAR(
      minutes("present_min") + minutes("overtime_min") + minutes("called_out_min"),
      minutes("rpm_min") + minutes("other_min") + minutes("breaks_min") + minutes("idle_min"), 0.1);
}

}  // namespace
}  // namespace caseload::reports
