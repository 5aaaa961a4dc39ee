#include "sim/population/known_patient.hpp"

#include <gtest/gtest.h>

#include "sim/population/adherence.hpp"
#include "tests/sim/population/example_population.hpp"

namespace caseload::population {
namespace {

double mean_adherence(const AdherenceModel& model, int reading_days, int days) {
  double sum = 0;
  constexpr int kDraws = 2'000;
  for (int i = 0; i < kDraws; ++i)
    sum += adherence_given(model, reading_days, days, 0, (i + 0.5) / kDraws);
  return sum / kDraws;
}

TEST(KnownPatient, NothingSeenIsTheBetaItself) {
  const AdherenceModel model = example_population().adherence;
  for (const double u : {0.05, 0.3, 0.5, 0.8, 0.97})
    EXPECT_NEAR(adherence_given(model, 0, 0, 0, u),
                beta_quantile(u, model.daily.alpha, model.daily.beta), 0.005);
}

// Without gaps and drift the Beta is conjugate: Beta(alpha + days with, beta + days without).
TEST(KnownPatient, AdherenceFollowsBayes) {
  AdherenceModel model;
  model.daily = {2, 3};
  for (const auto& [with, days] : {std::pair{0, 20}, {10, 20}, {20, 20}, {1, 3}})
    EXPECT_NEAR(mean_adherence(model, with, days), (2.0 + with) / (5.0 + days), 0.004);
}

TEST(KnownPatient, TheSameDaysAfterALongTimeMeanMoreAtTheStart) {
  AdherenceModel model = example_population().adherence;
  model.drift_per_month = 0.02;
  EXPECT_GT(adherence_given(model, 10, 20, 300, 0.5), adherence_given(model, 10, 20, 0, 0.5) + 0.1);
}

TEST(KnownPatient, CallsInVainMakeItLikelierThatSomebodyNeverAnswers) {
  ReachModel model;
  model.never_share = 0.08;
  model.answers = {1.6, 2.4};
  KnownPatient known;
  EXPECT_NEAR(reach_given(model, known).never_share, 0.08, 1e-12);

  known.attempts = 2;  // 2.4/4 · 3.4/5 of those who answer at times
  const KnownReach twice = reach_given(model, known);
  EXPECT_NEAR(twice.never_share, 0.08 / (0.08 + 0.92 * 0.6 * 0.68), 1e-12);
  EXPECT_NEAR(twice.answers.beta, 4.4, 1e-12);

  EXPECT_EQ(twice.caregiver_share, 0);

  known.live_contact = true;
  EXPECT_EQ(reach_given(model, known).never_share, 0);
  EXPECT_NEAR(reach_given(model, known).answers.alpha, 2.6, 1e-12);
}

TEST(KnownPatient, CallsInVainSpeakAgainstACaregiverToo) {
  ReachModel model;
  model.answers = {1.6, 2.4};
  model.caregiver_share = 0.1;
  KnownPatient known;
  known.attempts = 2;
  const double in_vain = 0.6 * 0.68;
  EXPECT_NEAR(reach_given(model, known).caregiver_share, 0.1 * in_vain / (0.1 * in_vain + 0.9),
              1e-12);
  EXPECT_NEAR(reach_given(model, known).caregiver_answers.beta, 4.4, 1e-12);

  known.live_contact = true;
  EXPECT_EQ(reach_given(model, known).caregiver_share, 0.1);
}

}  // namespace
}  // namespace caseload::population
