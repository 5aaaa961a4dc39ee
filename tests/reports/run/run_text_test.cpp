#include "reports/run/run_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/reports/hand_made.hpp"

namespace caseload::reports {
namespace {

using namespace std::chrono_literals;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using testing::kMarch2026;
using testing::march;
using ::testing::Not;

experiment::PatientMonth patient(std::uint32_t number, SimDuration credited) {
  experiment::PatientMonth month;
  month.patient = PatientId{number};
  month.credit.credited = credited;
  month.credit.live_contact = true;
  month.claims = {{"99457", 1, kMarch2026.first_day(), kMarch2026.end_day() - days{1}, "enough"}};
  return month;
}

Account account(std::string teller) {
  const telemetry::Alert alert{march(3, 9h),
                               PatientId{1},
                               DeviceId{2},
                               7,
                               telemetry::AlertKind::Reading,
                               telemetry::AlertLevel::Review};
  return {std::move(teller),
          1000,
          0xABCDEF,
          std::vector{alert},
          std::vector{patient(1, 23min), patient(2, 12min)},
          0x1234};
}

bool equal(const Reconciliation& reconciliation, std::string_view what) {
  for (const Reconciliation::Line& line : reconciliation.lines)
    if (line.what == what) return line.equal;
  ADD_FAILURE() << "no line " << what;
  return false;
}

std::string first_difference(const Reconciliation& reconciliation) {
  return reconciliation.differences.empty() ? "none" : reconciliation.differences.front();
}

TEST(Tellings, TheSameStoryAgreesInEveryLine) {
  const std::vector<Account> told{account("simulator"), account("backend"), account("in process")};

  const Reconciliation reconciliation = compare(told);

  EXPECT_TRUE(reconciliation.complete());
  EXPECT_TRUE(reconciliation.differences.empty());
}

TEST(Tellings, WhatATellerCannotKnowIsNoDisagreement) {
  Account wire{"wire", 1000, 0xABCDEF, std::nullopt, std::nullopt, std::nullopt};

  const Reconciliation reconciliation = compare(std::vector{account("simulator"), wire});

  EXPECT_TRUE(reconciliation.complete());
  EXPECT_EQ(reconciliation.lines.back().told.back(), "–");
}

TEST(Tellings, AReadingLostOnTheWayIsNamed) {
  std::vector<Account> told{account("simulator"), account("backend")};
  told[1].readings = 999;
  told[1].readings_digest = 0xABCDEE;

  const Reconciliation reconciliation = compare(told);

  EXPECT_FALSE(equal(reconciliation, "readings, each once"));
  EXPECT_FALSE(equal(reconciliation, "digest of readings"));
  EXPECT_TRUE(equal(reconciliation, "alerts"));
  EXPECT_THAT(first_difference(reconciliation), HasSubstr("simulator against backend: 1000 | 999"));
}

TEST(Tellings, AnAlteredReadingChangesTheDigestAlone) {
  std::vector<Account> told{account("simulator"), account("backend")};
  told[1].readings_digest = 0xABCDEE;

  const Reconciliation reconciliation = compare(told);

  EXPECT_TRUE(equal(reconciliation, "readings, each once"));
  EXPECT_FALSE(reconciliation.complete());
}

TEST(Tellings, AnAlertTooManyIsTheFirstDifference) {
  std::vector<Account> told{account("simulator"), account("backend")};
  told[1].alerts->push_back(told[1].alerts->front());

  const Reconciliation reconciliation = compare(told);

  EXPECT_FALSE(equal(reconciliation, "alerts"));
  EXPECT_THAT(first_difference(reconciliation), HasSubstr("alert 2: none | "));
}

TEST(Tellings, OneMicrosecondOfCreditIsADifference) {
  std::vector<Account> told{account("simulator"), account("backend")};
  (*told[1].patients)[1].credit.credited += 1us;

  const Reconciliation reconciliation = compare(told);

  EXPECT_FALSE(equal(reconciliation, "credited time"));
  EXPECT_TRUE(equal(reconciliation, "units claimed"));
  EXPECT_THAT(first_difference(reconciliation), HasSubstr("patient 2"));
}

TEST(Tellings, AMissingPatientIsNamed) {
  std::vector<Account> told{account("simulator"), account("backend")};
  told[1].patients->pop_back();

  EXPECT_THAT(first_difference(compare(told)), HasSubstr("patient 2 | nobody"));
}

TEST(Tellings, TheOrderInWhichCodesAreListedDecidesNothing) {
  std::vector<Account> told{account("simulator"), account("backend")};
  const rules::Claim device{"99454", 1, kMarch2026.first_day(), kMarch2026.first_day(), "16 days"};
  for (Account& each : told) (*each.patients)[0].claims.push_back(device);
  std::swap((*told[1].patients)[0].claims[0], (*told[1].patients)[0].claims[1]);

  EXPECT_TRUE(compare(told).complete());
}

TEST(Tellings, ADifferentClaimIsNamed) {
  std::vector<Account> told{account("simulator"), account("backend")};
  (*told[1].patients)[0].claims[0].code = "99470";

  const Reconciliation reconciliation = compare(told);

  EXPECT_FALSE(equal(reconciliation, "units claimed"));
  EXPECT_THAT(first_difference(reconciliation), HasSubstr("99470"));
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
  told.wire = WireCounts{1010, 1000, 10, 0};
  told.reconciliation = compare(std::vector{account("simulator"), account("backend")});
  EXPECT_THAT(run_text(told), HasSubstr("All agree"));

  Account other = account("backend");
  other.readings = 999;
  told.reconciliation = compare(std::vector{account("simulator"), other});

  EXPECT_THAT(run_text(told), HasSubstr("999  DIFFER\n"));
}

// 1,000 readings of the run and 600 of the month are two notions, and each says which it is.
TEST(RunText, WhatIsToldByEachSaysWhatItSpans) {
  const experiment::Scenario scenario = testing::practice();
  RunReport told = report(scenario);
  told.outcome.readings = 600;
  told.wire = WireCounts{1010, 1000, 10, 0};
  told.reconciliation = compare(std::vector{account("simulator"), account("backend")});

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
  told.wire = WireCounts{1010, 1000, 10, 0};
  told.reconciliation = compare(std::vector{account("simulator"), account("backend")});

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
