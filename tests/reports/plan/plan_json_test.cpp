#include "reports/plan/plan_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reports/plan/plan_csv.hpp"
#include "tests/reports/plan/plan_sample.hpp"

namespace caseload::reports {
namespace {

using Json = nlohmann::ordered_json;
using testing::plan_sample;
using testing::PlanSample;
using testing::sample_with_a_yes;

std::vector<std::string> members(const Json& object) {
  std::vector<std::string> names;
  for (const auto& [name, value] : object.items()) names.push_back(name);
  return names;
}

TEST(PlanJson, OpensWithWhatIdentifiesIt) {
  const Json json = Json::parse(plan_json(sample_with_a_yes().report()));

  std::vector<std::string> names = members(json);
  names.resize(5);
  EXPECT_EQ(names, (std::vector<std::string>{"schema_version", "version", "seed", "scenario_hash",
                                             "fingerprint"}));
  EXPECT_EQ(json["seed"], 7);
  EXPECT_EQ(json["fingerprint"], "000000000000feed");
}

// The names and places that readers of plan.json rely on.
TEST(PlanJson, HoldsEveryPlanMonthAndMetricByItsName) {
  const Json json = Json::parse(plan_json(sample_with_a_yes().report()));

  ASSERT_EQ(json["plans"].size(), 5U);
  for (const Json& plan : json["plans"]) {
    for (const char* member :
         {"name", "staff", "monthly_cost_usd", "replications", "verdict", "months", "all_months"})
      EXPECT_TRUE(plan.contains(member)) << member;
    ASSERT_EQ(plan["months"].size(), 2U);
    EXPECT_EQ(plan["months"][0]["month"], "2026-02");
    for (const Json* block : {&plan["months"][0], &plan["months"][1], &plan["all_months"]}) {
      for (const char* metric : {"min10", "min20", "min40", "min60", "days16", "days2"})
        EXPECT_EQ(members(block->at(metric)),
                  (std::vector<std::string>{"patients_mean", "share_mean", "share_ci95", "share_p5",
                                            "share_p95"}));
      for (const char* member : {"codes", "revenue_usd", "margin_usd", "utilisation",
                                 "live_contact_share", "urgent_within_target_share"})
        EXPECT_TRUE(block->contains(member)) << member;
    }
  }
  EXPECT_EQ(json["plans"].back()["name"], "unlimited");
}

TEST(PlanJson, SaysWhatTheSummarySays) {
  const PlanSample sample = sample_with_a_yes();
  const Json json = Json::parse(plan_json(sample.report()));

  EXPECT_EQ(json["answer"], "yes");
  EXPECT_EQ(json["cheapest_yes"], "1 RN + 1 MA");
  EXPECT_EQ(json["plans"][0]["verdict"], "no");
  EXPECT_EQ(json["plans"][2]["verdict"], "yes");
  EXPECT_EQ(json["plans"][2]["staff"][0], "Ana");
  EXPECT_EQ(json["plans"][2]["worst_month"]["held"], 200);
  const experiment::ShareSummary& reached = sample.summary.plans[2].months[1].reached[1];
  const Json& min20 = json["plans"][2]["months"][1]["min20"];
  EXPECT_NEAR(min20["share_mean"].get<double>(), reached.share_mean, 1e-6);
  EXPECT_NEAR(min20["share_ci95"][0].get<double>(), reached.ci_low, 1e-6);
  EXPECT_NEAR(min20["share_p5"].get<double>(), reached.p5, 1e-6);
  EXPECT_EQ(json["plans"][2]["months"][1]["codes"]["99454"], 210.0);
}

TEST(PlanJson, AnswersNoAndTooClose) {
  EXPECT_EQ(Json::parse(plan_json(plan_sample({{"1 RN", 120, 5, 0, 100}}, 100).report()))["answer"],
            "no");
  EXPECT_EQ(Json::parse(plan_json(plan_sample({{"1 RN", 220, 5, 0, 100}}, 40).report()))["answer"],
            "too_close");
}

TEST(PlanJson, WhatHasNoMeaningOrNoDataIsNull) {
  PlanSample sample = sample_with_a_yes(3);
  for (auto& plan : sample.experiment.outcomes)
    for (auto& month : plan)
      for (experiment::MonthOutcome& row : month) {
        row.periods_ended = row.days2 = row.days16 = 0;
        row.urgent.raised = row.urgent.in_time_staffed = row.urgent.in_time_wall = 0;
      }
  sample.summary = experiment::summarise(sample.scenario, sample.experiment);

  const Json json = Json::parse(plan_json(sample.report()));

  const Json& month = json["plans"].back()["months"][0];
  EXPECT_TRUE(json["plans"].back()["monthly_cost_usd"].is_null());
  EXPECT_TRUE(month["margin_usd"].is_null());
  EXPECT_TRUE(month["utilisation"].is_null());
  EXPECT_TRUE(month["days16"]["share_mean"].is_null());
  EXPECT_EQ(month["days16"]["patients_mean"], 0.0);
  EXPECT_TRUE(month["urgent_within_target_share"].is_null());
}

TEST(PlanJson, AMonthThatHasNotSettledSaysSo) {
  PlanSample sample = sample_with_a_yes(3);
  for (auto& month : sample.experiment.outcomes[0])
    for (experiment::MonthOutcome& row : month)
      for (int day = 1; day <= 62; ++day) row.open_since_start.push_back(10 * day);

  const Json plans = Json::parse(plan_json(sample.report()))["plans"];

  const Json& found = plans[0]["months"][0]["not_settled"];
  ASSERT_TRUE(found.is_object());
  EXPECT_GT(found["open_in_month"], found["open_before"]);
  EXPECT_TRUE(plans[1]["months"][0]["not_settled"].is_null());
  EXPECT_TRUE(plans.back()["months"][0]["not_settled"].is_null());
}

TEST(PlanJson, WithoutARequirementThereIsNoVerdict) {
  PlanSample sample = sample_with_a_yes(3);
  sample.scenario.require.clear();
  sample.summary = experiment::summarise(sample.scenario, sample.experiment);

  const Json json = Json::parse(plan_json(sample.report()));

  EXPECT_TRUE(json["answer"].is_null());
  EXPECT_TRUE(json["cheapest_yes"].is_null());
  EXPECT_TRUE(json["plans"][0]["verdict"].is_null());
}

TEST(PlanJson, NumbersCarrySixDigitsAndMoneyCents) {
  PlanSample sample = sample_with_a_yes(3);
  sample.summary.plans[0].months[0].reached[1].share_mean = 0.123456789;
  sample.summary.plans[0].months[0].reached[1].patients_mean = 16412.3456789;
  sample.summary.plans[0].months[0].revenue_usd = 1234567.891;

  const Json month = Json::parse(plan_json(sample.report()))["plans"][0]["months"][0];

  EXPECT_EQ(month["min20"]["share_mean"].dump(), "0.123457");
  EXPECT_EQ(month["min20"]["patients_mean"].dump(), "16412.3");
  EXPECT_EQ(month["revenue_usd"].dump(), "1234567.89");
}

// The last bits of a sum may differ between machines; the file does not.
TEST(PlanJson, TheLastBitsDoNotShow) {
  PlanSample sample = sample_with_a_yes(3);
  const std::string before = plan_json(sample.report());
  for (experiment::PlanSummary& plan : sample.summary.plans)
    for (experiment::MonthSummary& month : plan.months) {
      month.reached[1].share_mean *= 1 + 1e-15;
      month.revenue_usd *= 1 + 1e-15;
    }

  EXPECT_EQ(plan_json(sample.report()), before);
}

TEST(PlanJson, IdentityIsFoundAtTheTopOfTheFile) {
  const PlanSample sample = sample_with_a_yes(3);
  const Json json = Json::parse(plan_json(sample.report()));

  const Identity identity = plan_identity(sample.scenario, "0.1.0", 7, 3);

  EXPECT_GE(identity.size(), 5U);
  for (const auto& [member, value] : identity) EXPECT_EQ(json.at(member).dump(), value) << member;
}

TEST(RunRecord, KeepsApartWhatDependsOnTheMachine) {
  const Json json = Json::parse(run_record_json({.version = "0.1.0",
                                                 .commit = "0123456789ab",
                                                 .command = "caseload plan a.yaml",
                                                 .started_at = "2026-03-01T00:00:00Z",
                                                 .wall_seconds = 12.3456789,
                                                 .threads = 2,
                                                 .host = "ward-3"}));

  EXPECT_EQ(json["commit"], "0123456789ab");
  EXPECT_EQ(json["threads"], 2);
  EXPECT_EQ(json["wall_seconds"].dump(), "12.3457");
  EXPECT_EQ(json["host"], "ward-3");
}

}  // namespace
}  // namespace caseload::reports
