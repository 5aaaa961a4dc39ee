#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "reports/plan/operations_csv.hpp"
#include "reports/plan/operations_tables.hpp"
#include "reports/plan/plan_json.hpp"
#include "reports/plan/plan_text.hpp"
#include "tests/reports/plan/plan_sample.hpp"

namespace caseload::reports {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::PlanSample;
using testing::sample_with_a_yes;

// Every month the same: 60 patients for whom work was waiting, Monday at nine half busy, one urgent
// alert of four late, all of them raised at seven.
PlanSample eventful() {
  PlanSample sample = sample_with_a_yes(3);
  for (auto& plan : sample.experiment.outcomes)
    for (auto& month : plan)
      for (experiment::MonthOutcome& row : month) {
        row.missed20[static_cast<std::size_t>(experiment::ShortfallReason::WorkWaiting)] = 60;
        row.week[24 + 9] = {.on_rpm = hours{100}, .busy = hours{50}, .unanswered = hours{5}};
        row.urgent = {.raised = 4, .in_time_staffed = 3, .in_time_wall = 2};
        row.urgent.staffed = {0, 1, 2, 3, 3, 4, 4, 4, 4, 4};
        row.urgent.by_hour[7] = {.raised = 4, .late_staffed = 1, .late_wall = 2};
        row.open_by_day[0] = {.urgent = 1, .calls = 20, .other = 7};
        row.worked[static_cast<std::size_t>(rules::Activity::CheckIn)] = minutes{3810};
        row.worked[static_cast<std::size_t>(rules::Activity::Note)] = minutes{900};
        row.high_acuity = {.everyone = 64, .eligible = 60};
        row.high_acuity_reached20 = {.everyone = 48, .eligible = 45};
      }
  sample.summary = experiment::summarise(sample.scenario, sample.experiment);
  return sample;
}

TEST(OperationsTables, SayWhoMissesAndWhy) {
  const PlanSample sample = eventful();
  EXPECT_THAT(OperationsTables(sample.report(), 100).missed(),
              AllOf(HasSubstr("work was waiting at the month's end"), HasSubstr("60.0"),
                    Not(HasSubstr("more at 20 minutes, if"))));
}

TEST(OperationsTables, SayWhatLiftingOneLimitWouldGain) {
  const PlanSample sample = eventful();
  PlanReport report = sample.report();
  report.what_if.emplace();
  report.what_if->gains.resize(sample.summary.plans.size());
  report.what_if->gains[0].by_limit[0] = {.patients = 31.7, .interval = {30, 33}};
  report.what_if->gains[0].staff = {.patients = -0.2, .interval = {-1, 1}};

  EXPECT_THAT(OperationsTables(report, 100).missed(),
              AllOf(HasSubstr("everybody answered the telephone                         +32"),
                    HasSubstr("+0"), Not(HasSubstr("-0"))));
}

TEST(OperationsTables, ShowTheHoursThatAreStaffedAndNoOthers) {
  const PlanSample sample = eventful();
  EXPECT_THAT(OperationsTables(sample.report(), 100).busy(),
              AllOf(HasSubstr("09–10 h"), HasSubstr("50 %"), Not(HasSubstr("10–11 h"))));
}

// What runs over after the shift, and a call at night, is work all of the time: no news of load.
TEST(OperationsTables, ShowNoLoadWhereNobodyIsScheduled) {
  PlanSample sample = eventful();
  for (auto& plan : sample.experiment.outcomes)
    for (auto& month : plan)
      for (experiment::MonthOutcome& row : month)
        row.week[24 + 17] = {.on_rpm = minutes{9}, .busy = minutes{9}, .unanswered = {}};
  sample.summary = experiment::summarise(sample.scenario, sample.experiment);

  EXPECT_THAT(OperationsTables(sample.report(), 100).busy(),
              AllOf(Not(HasSubstr("17–18 h")), Not(HasSubstr("100 %"))));
  const auto json = nlohmann::json::parse(plan_json(sample.report()));
  const auto& evening = json["plans"][0]["months"][0]["operations"]["busy"][1];
  EXPECT_EQ(evening["hour"], 17);
  EXPECT_EQ(evening["scheduled"], false);
  EXPECT_TRUE(evening["busy_share"].is_null());
}

TEST(OperationsTables, WriteNoDataWhereNothingWasRaised) {
  PlanSample sample = eventful();
  for (auto& plan : sample.experiment.outcomes)
    for (auto& month : plan)
      for (experiment::MonthOutcome& row : month) row.urgent = {};
  sample.summary = experiment::summarise(sample.scenario, sample.experiment);

  EXPECT_THAT(OperationsTables(sample.report(), 100).waits(), Not(HasSubstr("100 %")));
  EXPECT_THAT(OperationsTables(sample.report(), 100).inbound(), Not(HasSubstr("100 %")));
  const auto json = nlohmann::json::parse(plan_json(sample.report()));
  const auto& days = json["plans"][0]["months"][0]["operations"];
  EXPECT_TRUE(days["first_touch"]["urgent"]["in_time_share_staffed"].is_null());
  EXPECT_TRUE(days["first_touch"]["urgent"]["within"][0]["share_wall"].is_null());
  EXPECT_TRUE(days["inbound_calls"]["wait_minutes_mean"].is_null());
}

TEST(OperationsTables, ShowWhereTheHoursGoAndLeaveOutWhatNobodyDid) {
  const PlanSample sample = eventful();
  const PlanReport report = sample.report();
  EXPECT_THAT(OperationsTables(report, 100).hours(),
              AllOf(HasSubstr("check-in call       63.5"), HasSubstr("all work            78.5"),
                    HasSubstr("with nothing due"), Not(HasSubstr("set-up"))));
  EXPECT_THAT(plan_json(report), HasSubstr("\"check_in\": 3810"));
}

TEST(OperationsTables, ShowWaitsOnBothClocksAndByTheHourOfArrival) {
  const PlanSample sample = eventful();
  const PlanReport report = sample.report();
  const OperationsTables tables(report, 100);
  EXPECT_THAT(tables.waits(),
              AllOf(HasSubstr("staffed clock"), HasSubstr("wall clock"), HasSubstr("75 %")));
  EXPECT_THAT(tables.waits_by_hour(), HasSubstr("06–08 h       4.00                 1.00"));
}

TEST(OperationsTables, ShowOpenWorkAndPatientsOfHighAcuity) {
  const PlanSample sample = eventful();
  const PlanReport report = sample.report();
  const OperationsTables tables(report, 100);
  EXPECT_THAT(tables.open_work(), HasSubstr("day 1 "));
  EXPECT_THAT(tables.open_work(), HasSubstr("28–28"));
  EXPECT_THAT(tables.high_acuity(), AllOf(HasSubstr("60.0"), HasSubstr("75 %")));
}

TEST(OperationsJson, HoldsWhatTheTablesShow) {
  const PlanSample sample = eventful();
  const auto json = nlohmann::json::parse(plan_json(sample.report()));

  const auto& days = json["plans"][0]["months"][0]["operations"];
  EXPECT_EQ(days["missed20_patients_mean"]["work_waiting"], 60);
  EXPECT_EQ(days["first_touch"]["urgent"]["in_time_share_staffed"], 0.75);
  EXPECT_EQ(days["first_touch"]["urgent"]["by_hour"][7]["late_mean_wall"], 2);
  EXPECT_EQ(days["busy"].size(), 1U);
  EXPECT_EQ(days["busy"][0]["weekday"], "monday");
  EXPECT_EQ(days["open_work"].size(), 28U);
  EXPECT_EQ(days["high_acuity"]["min20_mean"], 45);
  EXPECT_TRUE(json["plans"][0]["gained_if_lifted_alone"].is_null());
  EXPECT_TRUE(json["variance"].is_null());
}

TEST(OperationsCsv, HasARowForEveryHourThatIsStaffed) {
  const PlanSample sample = eventful();
  const std::vector<OutputFile> files = operations_csv(sample.report());
  const auto busy =
      std::ranges::find(files, std::filesystem::path("csv/busy.csv"), &OutputFile::path);
  ASSERT_NE(busy, files.end());
  EXPECT_EQ(std::ranges::count(busy->content, '\n'), 1 + 5 * 2);
  EXPECT_THAT(busy->content, HasSubstr("1 RN,2026-02,monday,9,6000.0,0.500000,0.050000,true\n"));
}

}  // namespace
}  // namespace caseload::reports
