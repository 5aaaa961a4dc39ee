#include "sim/rules/payers.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "sim/base/check.hpp"
#include "tests/sim/rules/medicare_rule_sets.hpp"
#include "tests/sim/rules/practice.hpp"

namespace caseload::rules {
namespace {

using namespace testing;

Claim claim(const std::string& code, int units = 1) {
  return {.code = code,
          .units = units,
          .service_from = day(2026, 3, 1),
          .service_to = day(2026, 3, 31),
          .reason = "a test"};
}

Payer traditional_medicare() {
  return {.name = "medicare",
          .share = 1,
          .denied = 0.08,
          .sequestration = 0.02,
          .coinsurance = 0.20,
          .uncollected = 0.25};
}

Payer limited_advantage() {
  return {.name = "medicare_advantage",
          .share = 1,
          .limit = CoverageLimit{
              .from = day(2026, 3, 31), .of_patients = 0.12, .conditions = {"heart_failure"}}};
}

TEST(Payers, EveryCentOfAClaimIsAccountedFor) {
  const auto payment =
      expected_payment(claim("99457"), traditional_medicare(), {}, medicare_2026());

  ASSERT_TRUE(payment);
  EXPECT_EQ(payment->allowed, Cents{5177});
  EXPECT_EQ(payment->denied, Cents{414});        // 8 % of 5177 = 414.16
  EXPECT_EQ(payment->coinsurance, Cents{953});   // 20 % of 4763 = 952.6
  EXPECT_EQ(payment->bad_debt, Cents{238});      // a quarter of 953 = 238.25
  EXPECT_EQ(payment->sequestration, Cents{76});  // 2 % of the other 3810 = 76.2
  EXPECT_EQ(payment->paid, Cents{5177 - 414 - 238 - 76});
}

TEST(Payers, WhoPaysInFullPaysTheSchedulesFee) {
  const auto payment = expected_payment(claim("99458", 2), {.name = "full"}, {}, medicare_2026());

  EXPECT_EQ(payment->paid, Cents{2 * 4142});
  EXPECT_EQ(payment->allowed, payment->paid);
}

TEST(Payers, AClaimIsRoundedOnceAndNotUnitByUnit) {
  // Half of 41.42 is 20.71; of 2 × 41.42 it is 41.42; of 51.77 it is 25.885, half up.
  const Payer half{.name = "half", .rate_share = 0.5};

  EXPECT_EQ(expected_payment(claim("99457"), half, {}, medicare_2026())->allowed, Cents{2589});
  EXPECT_EQ(expected_payment(claim("99457", 2), half, {}, medicare_2026())->allowed, Cents{5177});
}

TEST(Payers, SequestrationIsNotTakenFromThePatientsPart) {
  Payer payer = traditional_medicare();
  payer.denied = payer.uncollected = 0;

  const auto payment = expected_payment(claim("99454"), payer, {}, medicare_2026());

  EXPECT_EQ(payment->coinsurance, Cents{1042});  // 20 % of 5211
  EXPECT_EQ(payment->sequestration, Cents{83});  // 2 % of 4169 = 83.38
  EXPECT_EQ(payment->paid, Cents{5211 - 83});
}

TEST(Payers, ALimitHoldsFromItsDayForItsPlansAndConditions) {
  const Payer payer = limited_advantage();
  const PayableFacts hypertension{.condition = "hypertension", .limited_plan = true};
  const auto paid = [&](PayableFacts facts, const Claim& of) {
    return expected_payment(of, payer, facts, medicare_2026())->paid;
  };
  Claim day_before = claim("99457");
  day_before.service_to = day(2026, 3, 30);

  EXPECT_EQ(paid(hypertension, claim("99457")), Cents{});
  EXPECT_EQ(expected_payment(claim("99457"), payer, hypertension, medicare_2026())->not_covered,
            Cents{5177});
  EXPECT_EQ(paid(hypertension, day_before), Cents{5177});
  EXPECT_EQ(paid({.condition = "heart_failure", .limited_plan = true}, claim("99457")),
            Cents{5177});
  EXPECT_EQ(paid({.condition = "hypertension"}, claim("99457")), Cents{5177});
}

TEST(Payers, WhatWaitsForASignatureOrAPaperIsHeldAndNotDenied) {
  Claim unsigned_claim = claim("99457");
  unsigned_claim.held = true;

  for (const auto& payment :
       {expected_payment(unsigned_claim, traditional_medicare(), {}, medicare_2026()),
        expected_payment(claim("99457"), traditional_medicare(), {.papers_missing = true},
                         medicare_2026())}) {
    EXPECT_EQ(payment->held, Cents{5177});
    EXPECT_EQ(payment->denied, Cents{});
    EXPECT_EQ(payment->paid, Cents{});
  }
}

TEST(Payers, OfAContractorPricedCodeNothingIsSaid) {
  RuleSet rules = medicare_2026();
  rules.contractor_priced.insert("98978");

  EXPECT_EQ(expected_payment(claim("98978"), traditional_medicare(), {}, rules), std::nullopt);
}

TEST(Payers, LuckSharesThePanelOut) {
  const std::vector<Payer> payers{
      {.name = "a", .share = 0.6},
      {.name = "b",
       .share = 0.4,
       .limit = CoverageLimit{.from = {}, .of_patients = 0.25, .conditions = {}}}};
  const auto drawn = [&](double random) {
    const PayerOfPatient mine = payer_of(payers, random);
    return payers[mine.payer].name + (mine.limited_plan ? " limited" : "");
  };

  EXPECT_EQ(drawn(0.001), "a");
  EXPECT_EQ(drawn(0.599), "a");
  EXPECT_EQ(drawn(0.601), "b limited");
  EXPECT_EQ(drawn(0.699), "b limited");
  EXPECT_EQ(drawn(0.701), "b");
  EXPECT_EQ(drawn(0.999), "b");
  EXPECT_THROW(payer_of({}, 0.5), CheckFailed);
}

rc::Gen<double> any_share() {
  return rc::gen::map(rc::gen::inRange(0, 10'001), [](int parts) { return parts / 10'000.0; });
}

RC_GTEST_PROP(PaymentProperties, WhatIsPaidAndLostAddsUpToTheCent, ()) {
  const Payer payer{.name = "any",
                    .share = 1,
                    .rate_share = *any_share() * 2,
                    .denied = *any_share(),
                    .sequestration = *any_share(),
                    .coinsurance = *any_share(),
                    .uncollected = *any_share()};
  const auto code = *rc::gen::element<std::string>("99453", "99454", "99457", "99458", "99470");
  Claim one = claim(code, *rc::gen::inRange(1, 4));
  one.held = *rc::gen::arbitrary<bool>();

  const Payment p = *expected_payment(one, payer, {}, medicare_2026());

  RC_ASSERT(p.allowed == p.not_covered + p.held + p.denied + p.sequestration + p.bad_debt + p.paid);
  for (const Cents each : {p.allowed, p.held, p.denied, p.sequestration, p.bad_debt, p.paid})
    RC_ASSERT(each >= Cents{});
  RC_ASSERT(p.bad_debt <= p.coinsurance);
}

}  // namespace
}  // namespace caseload::rules
