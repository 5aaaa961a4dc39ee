#include "sim/experiment/payment.hpp"

#include <gtest/gtest.h>

#include "sim/experiment/trial.hpp"
#include "tests/sim/experiment/small_clinic.hpp"

namespace caseload::experiment {
namespace {

using testing::small_clinic;

const RandomKey kLuck{.seed = 3, .replication = 1};

MonthOutcome month_of(const Scenario& scenario, TrialRecord* record = nullptr) {
  return run_trial(scenario, scenario.plans.front(), scenario.months.front(), kLuck, {}, record);
}

std::vector<rules::Payer> usual_payers() {
  return {{.name = "advantage",
           .share = 0.5,
           .denied = 0.08,
           .coinsurance = 0.2,
           .uncollected = 0.25,
           .limit =
               rules::CoverageLimit{
                   .from = LocalDay{}, .of_patients = 0.5, .conditions = {"heart_failure"}}},
          {.name = "medicare",
           .share = 0.5,
           .denied = 0.08,
           .sequestration = 0.02,
           .coinsurance = 0.2,
           .uncollected = 0.25}};
}

Cents sum(const std::map<std::string, Cents>& parts) {
  Cents total;
  for (const auto& [name, part] : parts) total += part;
  return total;
}

TEST(Payment, WithoutPayersEverythingIsPaidInFull) {
  const Scenario scenario = small_clinic(100);
  TrialRecord record;

  const MonthOutcome row = month_of(scenario, &record);

  Cents by_claim;
  for (const PatientMonth& patient : record.patients)
    for (const rules::Claim& claim : patient.claims)
      by_claim += *price(claim, scenario.rules.for_day(claim.service_to));
  EXPECT_GT(row.revenue, Cents{});
  EXPECT_EQ(row.revenue, by_claim);
  EXPECT_EQ(row.payment.paid, row.revenue);
}

TEST(Payment, PayersChangeTheMoneyAndNothingElse) {
  const Scenario in_full = small_clinic(100);
  Scenario paid = in_full;
  paid.payment.payers = usual_payers();
  paid.payment.papers_missing_share = 0.1;

  const MonthOutcome before = month_of(in_full);
  const MonthOutcome after = month_of(paid);

  EXPECT_EQ(after.fingerprint, before.fingerprint);
  EXPECT_EQ(after.codes, before.codes);
  EXPECT_EQ(after.revenue, before.revenue);
  EXPECT_LT(after.payment.paid, before.payment.paid);
  for (const Cents lost : {after.payment.not_covered, after.payment.held, after.payment.denied,
                           after.payment.sequestration, after.payment.bad_debt})
    EXPECT_GT(lost, Cents{});
}

TEST(Payment, EveryCentIsToldByCodeByPayerAndByLoss) {
  Scenario scenario = small_clinic(100);
  scenario.payment.payers = usual_payers();
  scenario.payment.papers_missing_share = 0.1;

  const MonthOutcome row = month_of(scenario);

  const rules::Payment& p = row.payment;
  EXPECT_EQ(p.allowed, p.not_covered + p.held + p.denied + p.sequestration + p.bad_debt + p.paid);
  EXPECT_EQ(p.allowed, row.revenue) << "at the schedule's own fees";
  EXPECT_EQ(sum(row.paid_by_code), p.paid);
  EXPECT_EQ(sum(row.paid_by_payer), p.paid);
  EXPECT_EQ(row.paid_by_payer.size(), 2U);
}

TEST(Payment, WhereNoPapersAreEverythingIsHeld) {
  Scenario scenario = small_clinic(50);
  scenario.payment.papers_missing_share = 1;

  const MonthOutcome row = month_of(scenario);

  EXPECT_EQ(row.payment.held, row.revenue);
  EXPECT_EQ(row.payment.paid, Cents{});
}

// Whose patient one is must not depend on the plan, or plans could not be compared in dollars.
TEST(Payment, APatientHasTheSamePayerUnderEveryPlan) {
  Scenario scenario = small_clinic(60);
  scenario.payment.payers = {{.name = "pays", .share = 0.5}, {.name = "refuses", .share = 0.5}};
  scenario.payment.payers[1].denied = 1;
  const auto paid_share_of = [&](std::uint32_t patient) {
    MonthOutcome row;
    PatientMonth month{.patient = PatientId{patient},
                       .monitoring_from = {},
                       .credit = {},
                       .claims = {{.code = "99457",
                                   .units = 1,
                                   .service_from = scenario.months.front().first_day(),
                                   .service_to = scenario.months.front().first_day(),
                                   .reason = ""}},
                       .not_claimed = {}};
    count_payment(row, month, 0, scenario, kLuck);
    return row.payment.paid.value;
  };

  int paid = 0;
  for (std::uint32_t patient = 0; patient < 2'000; ++patient) {
    const auto once = paid_share_of(patient);
    EXPECT_EQ(once, paid_share_of(patient));
    paid += once > 0 ? 1 : 0;
  }
  EXPECT_NEAR(paid, 1'000, 4 * 22.4);  // four standard deviations
}

}  // namespace
}  // namespace caseload::experiment
