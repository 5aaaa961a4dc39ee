#include "sim/experiment/acuity_given.hpp"

#include <gtest/gtest.h>

#include <array>

namespace caseload::experiment {
namespace {

const care::CarePlanModel kPlan{.high_acuity_share = 0.2, .contacts_low = 1, .contacts_high = 2};

TEST(AcuityGiven, ContactsMadeAddUpToOneOverAllTheirNumbers) {
  for (const double month_gone : {0.0, 0.3, 0.6, 1.0}) {
    double sum = 0;
    for (int made = 0; made <= 3; ++made)
      sum += chance_of_contacts_made(3, 0.55, {month_gone, made}, 0.9);
    EXPECT_NEAR(sum, 1, 1e-12);
  }
}

TEST(AcuityGiven, AContactThatIsDueHasBeenMadeMostly) {
  // Of two contacts, the first falls due evenly until 27.5 % of the month, the second from half of
  // it.
  EXPECT_NEAR(chance_of_contacts_made(2, 0.55, {0.1375, 1}, 0.8), 0.4, 1e-12);
  EXPECT_NEAR(chance_of_contacts_made(2, 0.55, {1, 2}, 0.8), 0.64, 1e-12);
  EXPECT_EQ(chance_of_contacts_made(2, 0.55, {0.4, 2}, 0.8), 0);
}

TEST(AcuityGiven, TwoContactsAreOnlyMadeWithPatientsOfHighAcuity) {
  EXPECT_EQ(high_acuity_given(kPlan, {0.8, 2}, 0.9), 1);
}

TEST(AcuityGiven, OneContactLateInTheMonthSpeaksAgainstIt) {
  EXPECT_LT(high_acuity_given(kPlan, {0.95, 1}, 0.9), 0.06);
  EXPECT_NEAR(high_acuity_given(kPlan, {0, 0}, 0.9), 0.2, 1e-12);
}

TEST(AcuityGiven, MoreContactsThanAnybodyIsOwedSayNothing) {
  EXPECT_EQ(high_acuity_given(kPlan, {0.5, 3}, 0.9), 0.2);
}

TEST(AcuityGiven, HowMuchOfWhatIsDueIsMadeIsSeenInThePractice) {
  // At the end 1.2 contacts are due of each.
  const std::array<ContactsSoFar, 2> patients{{{1, 1}, {1, 1}}};
  EXPECT_NEAR(made_when_due(kPlan, patients), 2 / 2.4, 1e-12);
  EXPECT_EQ(made_when_due(kPlan, {}), 0.99);
}

}  // namespace
}  // namespace caseload::experiment
