#include "reports/run/run_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/sim/experiment/hand_made.hpp"

namespace caseload::reports {
namespace {

namespace testing = experiment::testing;

using namespace std::chrono_literals;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using testing::kMarch2026;
using ::testing::Not;

// What two tell; they agree where both hold 1,000 readings.
experiment::Reconciliation reconciliation(const std::string& held_by_backend = "1,000") {
  using enum experiment::Reconciliation::Span;
  const bool equal = held_by_backend == "1,000";
  return {.tellers = {"simulator", "backend"},
          .lines = {{"readings, each once", Run, {"1,000", held_by_backend}, equal},
                    {"credited time", Month, {"0.583333 h", "0.583333 h"}, true}},
          .differences = equal ? std::vector<std::string>{}
                               : std::vector<std::string>{
                                     "readings, each once, simulator against backend: 1000 | " +
                                     held_by_backend}};
}

RunReport report(const experiment::Scenario& scenario) {
  RunFacts facts{.version = "0.1.0",
                 .scenario = "hand_made.yaml",
                 .scenario_hash = scenario.hash,
                 .zone = "America/New_York",
                 .plan = "1 RN",
                 .month = kMarch2026,
                 .begun = kMarch2026.plus(-2).first_day(),
                 .seed = 7,
                 .replication = 3,
                 .wire = "embedded backend"};
  experiment::MonthOutcome month;
  month.patients = {110, 100};
  month.reached[1] = {60, 55};
  month.codes = {{"99457", 60}};
  month.revenue = {330620};
  month.payment.paid = {310620};
  month.cost.wages = {200000};
  month.urgent.raised = 4;
  month.urgent.in_time_staffed = 3;
  experiment::StaffMinutes ana;
  ana.name = "Ana";
  ana.scheduled = ana.present = 170h;
  month.staff = {ana};
  return {facts, scenario, month, std::nullopt, std::nullopt};
}

TEST(RunText, SaysWholePatientsWithTheShare) {
  const experiment::Scenario scenario = testing::practice();

  const std::string shown = run_text(report(scenario));

  EXPECT_THAT(shown, HasSubstr("55 of 100 patients (55 %); 60 of everyone enrolled"));
  EXPECT_THAT(shown, HasSubstr("3 of 4 alerts (75 %) in staffed time"));
  EXPECT_THAT(shown, HasSubstr("seed 7, replication 3, embedded backend"));
  EXPECT_THAT(shown, HasSubstr("$1,106.20"));  // margin
}

TEST(RunText, NoUrgentAlertIsNoDataAndNotZero) {
  const experiment::Scenario scenario = testing::practice();
  RunReport quiet = report(scenario);
  quiet.outcome.urgent.raised = quiet.outcome.urgent.in_time_staffed = 0;

  const std::string shown = run_text(quiet);

  EXPECT_THAT(shown, HasSubstr("no urgent alert"));
  EXPECT_THAT(shown, Not(HasSubstr("0 of 0")));
}

TEST(RunText, AgreementAndDisagreementAreBothSaid) {
  const experiment::Scenario scenario = testing::practice();
  RunReport told = report(scenario);
  told.wire = experiment::WireCounts{1010, 1000, 10, 0};
  told.reconciliation = reconciliation();
  EXPECT_THAT(run_text(told), HasSubstr("All agree"));

  told.reconciliation = reconciliation("999");

  EXPECT_THAT(run_text(told), HasSubstr("999  DIFFER\n"));
  EXPECT_THAT(run_text(told), HasSubstr("They differ:\n  readings, each once, simulator against"));
}

// 1,000 readings of the run and 600 of the month are two notions, and each says which it is.
TEST(RunText, WhatIsToldByEachSaysWhatItSpans) {
  const experiment::Scenario scenario = testing::practice();
  RunReport told = report(scenario);
  told.outcome.readings = 600;
  told.wire = experiment::WireCounts{1010, 1000, 10, 0};
  told.reconciliation = reconciliation();

  const std::string shown = run_text(told);

  EXPECT_THAT(shown, ContainsRegex("One month in detail: March 2026(.|\n)*readings +600"));
  EXPECT_THAT(shown, ContainsRegex("the whole run, from Thu 1 January 2026 on\n"
                                   " +readings, each once +1,000 +1,000\n"));
  EXPECT_THAT(shown, ContainsRegex("March 2026 alone\n +credited time"));
}

TEST(RunText, ThePartsOfAPersonsMonthAddUpWithWhatSheWasCalledOutFor) {
  const experiment::Scenario scenario = testing::practice();
  RunReport at_night = report(scenario);
  EXPECT_THAT(run_text(at_night), Not(HasSubstr("called out")));
  experiment::StaffMinutes& ana = at_night.outcome.staff.front();
  ana.called_out = 2h;
  ana.rpm = 172h;

  EXPECT_THAT(run_text(at_night),
              ContainsRegex("called out\n"
                            " +Ana +170.0 +0.0 +170.0 +0.0 +172.0 +0.0 +0.0 +0.0 +2.0\n"));
}

TEST(RunJson, HoldsTheOutcomeAndTheAgreement) {
  const experiment::Scenario scenario = testing::practice();
  RunReport told = report(scenario);
  told.wire = experiment::WireCounts{1010, 1000, 10, 0};
  told.reconciliation = reconciliation();

  const auto json = nlohmann::json::parse(run_json(told));

  EXPECT_EQ(json["seed"], 7);
  EXPECT_EQ(json["month"], "2026-03");
  EXPECT_EQ(json["outcome"]["min20"]["eligible"], 55);
  EXPECT_EQ(json["outcome"]["codes"]["99457"], 60);
  EXPECT_EQ(json["readings_over_the_wire"]["sent"], 1010);
  EXPECT_EQ(json["agreement"]["complete"], true);
}

}  // namespace
}  // namespace caseload::reports
