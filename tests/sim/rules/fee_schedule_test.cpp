#include "sim/rules/fee_schedule.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/base/check.hpp"
#include "tests/sim/rules/medicare_rule_sets.hpp"

namespace caseload::rules {
namespace {

using testing::medicare_2025;
using testing::medicare_2026;

// The published dollars, in domain paper 1.7: independent of the rates in the file.
struct Published {
  const char* code;
  double dollars_2025;
  double dollars_2026;
};

TEST(FeeSchedule, ThePublishedDollarsAreRelativeValuesTimesTheFactor) {
  for (const Published& published : {Published{"99453", 19.73, 21.71},
                                     {"99457", 47.87, 51.77},
                                     {"99458", 38.49, 41.42},
                                     {"99454", 43.02, 52.11}}) {
    SCOPED_TRACE(published.code);
    const auto computed = [&](const RuleSet& rules) {
      // A place whose indices are all one, but in a payment model with the standard factor: so that
      // the fee is computed and not looked up.
      RuleSet same_factor = rules;
      same_factor.conversion_factor.alternative_payment_model = rules.conversion_factor.standard;
      return fee(published.code, same_factor, {.alternative_payment_model = true})->amount.value;
    };
    EXPECT_EQ(computed(medicare_2025()), std::llround(published.dollars_2025 * 100));
    EXPECT_EQ(computed(medicare_2026()), std::llround(published.dollars_2026 * 100));
  }
}

TEST(FeeSchedule, InAnAlternativePaymentModelTheFactorIsAnother) {
  const FeePlace model{.alternative_payment_model = true};

  EXPECT_EQ(fee("99457", medicare_2026(), model)->amount, Cents{5203});  // 1.55 × 33.5675 = 52.0296
  EXPECT_TRUE(fee("99457", medicare_2026(), model)->of_the_place);
}

TEST(FeeSchedule, APlacesIndicesWorkOnThePartsThatAreKnown) {
  const FeePlace dear{.work = 1050, .practice_expense = 1150, .malpractice = 900};

  // All of 99454 is practice expense: 1.56 × 1.15 × 33.4009 = 59.9212.
  EXPECT_EQ(fee("99454", medicare_2026(), dear)->amount, Cents{5992});
  EXPECT_TRUE(fee("99454", medicare_2026(), dear)->of_the_place);
}

TEST(FeeSchedule, WhereThePartsAreUnknownTheFeeIsTheNationsAndSaysSo) {
  const FeePlace dear{.work = 1050, .practice_expense = 1150, .malpractice = 900};

  EXPECT_EQ(fee("99457", medicare_2026(), dear)->amount, Cents{5177});
  EXPECT_FALSE(fee("99457", medicare_2026(), dear)->of_the_place);
  EXPECT_EQ(fee("99439", medicare_2026(), dear)->amount, Cents{4800});
  EXPECT_FALSE(fee("99439", medicare_2026(), dear)->of_the_place);
}

TEST(FeeSchedule, PartsSumWithTheirOwnIndices) {
  RuleSet rules = medicare_2026();
  rules.relative_values["99457"] = {
      .total = 155,
      .parts = RelativeValue::Parts{.work = 61, .practice_expense = 90, .malpractice = 4}};

  // (0.61 × 1.01 + 0.90 × 1.10 + 0.04 × 0.80) × 33.4009 = 1.6381 × 33.4009 = 54.7140
  EXPECT_EQ(
      fee("99457", rules, {.work = 1010, .practice_expense = 1100, .malpractice = 800})->amount,
      Cents{5471});
}

TEST(FeeSchedule, AContractorPricedCodeHasNone) {
  RuleSet rules = medicare_2026();
  rules.rates.erase("99445");
  EXPECT_THROW(fee("99445", rules, {}), CheckFailed);

  rules.contractor_priced.insert("99445");
  EXPECT_EQ(fee("99445", rules, {}), std::nullopt);
}

}  // namespace
}  // namespace caseload::rules
