#include "grpc/closed_loop/reconcile.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/experiment/hand_made.hpp"

namespace caseload::wire {
namespace {

using namespace std::chrono_literals;
using experiment::Reconciliation;
using experiment::testing::kMarch2026;
using experiment::testing::march;
using ::testing::HasSubstr;

experiment::PatientMonth patient(std::uint32_t number, SimDuration credited) {
  experiment::PatientMonth month;
  month.patient = PatientId{number};
  month.credit.credited = credited;
  month.credit.live_contact = true;
  month.claims = {{"99457", 1, kMarch2026.first_day(), kMarch2026.end_day() - days{1}, "enough"}};
  month.not_claimed = {
      {"99458", kMarch2026.first_day(), kMarch2026.end_day() - days{1}, "not enough"}};
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
          0xFEDCBA,
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

TEST(Reconcile, TheSameStoryAgreesInEveryLine) {
  const std::vector<Account> told{account("simulator"), account("backend"), account("in process")};

  const Reconciliation reconciliation = reconcile(told);

  EXPECT_TRUE(reconciliation.complete());
  EXPECT_TRUE(reconciliation.differences.empty());
}

TEST(Reconcile, WhatATellerCannotKnowIsNoDisagreement) {
  const Account wire{.teller = "wire",
                     .readings = 1000,
                     .readings_digest = 0xABCDEF,
                     .readings_order = 0xFEDCBA,
                     .alerts = {},
                     .patients = {},
                     .fingerprint = {}};

  const Reconciliation reconciliation = reconcile(std::vector{account("simulator"), wire});

  EXPECT_TRUE(reconciliation.complete());
  EXPECT_EQ(reconciliation.lines.back().told.back(), "–");
}

TEST(Reconcile, AReadingLostOnTheWayIsNamed) {
  std::vector<Account> told{account("simulator"), account("backend")};
  told[1].readings = 999;
  told[1].readings_digest = 0xABCDEE;

  const Reconciliation reconciliation = reconcile(told);

  EXPECT_FALSE(equal(reconciliation, "readings, each once"));
  EXPECT_FALSE(equal(reconciliation, "digest of readings"));
  EXPECT_TRUE(equal(reconciliation, "alerts"));
  EXPECT_THAT(first_difference(reconciliation), HasSubstr("simulator against backend: 1000 | 999"));
}

TEST(Reconcile, AnAlteredReadingChangesTheDigestAlone) {
  std::vector<Account> told{account("simulator"), account("backend")};
  told[1].readings_digest = 0xABCDEE;

  const Reconciliation reconciliation = reconcile(told);

  EXPECT_TRUE(equal(reconciliation, "readings, each once"));
  EXPECT_FALSE(reconciliation.complete());
}

TEST(Reconcile, TheSameReadingsInAnotherOrderAreADifference) {
  std::vector<Account> told{account("simulator"), account("backend")};
  told[1].readings_order = 0xFEDCBB;

  const Reconciliation reconciliation = reconcile(told);

  EXPECT_TRUE(equal(reconciliation, "digest of readings"));
  EXPECT_FALSE(equal(reconciliation, "order of readings"));
  EXPECT_FALSE(reconciliation.complete());
}

TEST(Reconcile, AnAlertForAnotherReasonIsADifference) {
  const auto altered = [](auto alter) {
    std::vector<Account> told{account("simulator"), account("backend")};
    alter(told[1].alerts->front());
    return first_difference(reconcile(told));
  };

  EXPECT_THAT(altered([](auto& alert) { alert.kind = telemetry::AlertKind::Trend; }),
              HasSubstr("sequence 7 reading review | "));
  EXPECT_THAT(altered([](auto& alert) { alert.level = telemetry::AlertLevel::Urgent; }),
              HasSubstr("sequence 7 reading urgent"));
  EXPECT_THAT(altered([](auto& alert) { alert.suppressed = true; }),
              HasSubstr("sequence 7 reading review closed"));
}

TEST(Reconcile, AClaimOrARefusalForAnotherReasonIsADifference) {
  std::vector<Account> told{account("simulator"), account("backend")};
  (*told[1].patients)[1].claims[0].reason = "more than enough";
  Reconciliation reconciliation = reconcile(told);
  EXPECT_FALSE(equal(reconciliation, "units claimed"));
  EXPECT_TRUE(equal(reconciliation, "codes not claimed"));
  EXPECT_THAT(first_difference(reconciliation), HasSubstr("(more than enough)"));

  told[1] = account("backend");
  (*told[1].patients)[1].not_claimed[0].reason = "nobody called";
  reconciliation = reconcile(told);
  EXPECT_TRUE(equal(reconciliation, "units claimed"));
  EXPECT_FALSE(equal(reconciliation, "codes not claimed"));
  EXPECT_THAT(first_difference(reconciliation), HasSubstr("patient 2: 99458 2026-03-01..2026-03-31 "
                                                          "(not enough) | 99458 "));
}

TEST(Reconcile, WhoseMinutesTheyWereIsSaid) {
  std::vector<Account> told{account("simulator"), account("backend")};
  (*told[1].patients)[0].credit.practitioner = 3min;

  EXPECT_THAT(first_difference(reconcile(told)), HasSubstr("3 min by practitioners"));
}

// A reason comes from the backend, and may be written so as to look like the end of the table.
TEST(Reconcile, AReasonCannotEndTheLineThatShowsIt) {
  std::vector<Account> told{account("simulator"), account("backend")};
  (*told[1].patients)[0].claims[0].reason = "so\nAll agree";

  EXPECT_THAT(first_difference(reconcile(told)), HasSubstr("so\\nAll agree"));
}

TEST(Reconcile, AnAlertTooManyIsTheFirstDifference) {
  std::vector<Account> told{account("simulator"), account("backend")};
  told[1].alerts->push_back(told[1].alerts->front());

  const Reconciliation reconciliation = reconcile(told);

  EXPECT_FALSE(equal(reconciliation, "alerts"));
  EXPECT_THAT(first_difference(reconciliation), HasSubstr("alert 2: none | "));
}

TEST(Reconcile, OneMicrosecondOfCreditIsADifference) {
  std::vector<Account> told{account("simulator"), account("backend")};
  (*told[1].patients)[1].credit.credited += 1us;

  const Reconciliation reconciliation = reconcile(told);

  EXPECT_FALSE(equal(reconciliation, "credited time"));
  EXPECT_TRUE(equal(reconciliation, "units claimed"));
  EXPECT_THAT(first_difference(reconciliation), HasSubstr("patient 2"));
}

TEST(Reconcile, AMissingPatientIsNamed) {
  std::vector<Account> told{account("simulator"), account("backend")};
  told[1].patients->pop_back();

  EXPECT_THAT(first_difference(reconcile(told)), HasSubstr("patient 2 | nobody"));
}

TEST(Reconcile, TheOrderInWhichCodesAreListedDecidesNothing) {
  std::vector<Account> told{account("simulator"), account("backend")};
  const rules::Claim device{"99454", 1, kMarch2026.first_day(), kMarch2026.first_day(), "16 days"};
  for (Account& each : told) (*each.patients)[0].claims.push_back(device);
  std::swap((*told[1].patients)[0].claims[0], (*told[1].patients)[0].claims[1]);

  EXPECT_TRUE(reconcile(told).complete());
}

TEST(Reconcile, ADifferentClaimIsNamed) {
  std::vector<Account> told{account("simulator"), account("backend")};
  (*told[1].patients)[0].claims[0].code = "99470";

  const Reconciliation reconciliation = reconcile(told);

  EXPECT_FALSE(equal(reconciliation, "units claimed"));
  EXPECT_THAT(first_difference(reconciliation), HasSubstr("99470"));
}

// A signature that is still to come is none that the backend knows of.
TEST(Reconcile, WhatOnlyWaitsForASignatureIsToldAsSigned) {
  experiment::DetailedTrial trial;
  trial.record.patients = {patient(1, 23min)};
  trial.record.patients[0].claims[0].held = true;

  const Account simulator = account_of("simulator", trial);

  EXPECT_FALSE(simulator.patients->front().claims.front().held);
}

}  // namespace
}  // namespace caseload::wire
