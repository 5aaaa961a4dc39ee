#include "sim/population/reach.hpp"

#include <gtest/gtest.h>

#include "sim/population/cohort.hpp"
#include "tests/sim/population/example_population.hpp"

namespace caseload::population {
namespace {

using std::chrono::days;

constexpr RandomKey kLuck{.seed = 5, .replication = 1};

Patient somebody(double chance) {
  Patient patient;
  patient.id = PatientId{17};
  patient.answers = chance;
  return patient;
}

double answered_share(const Patient& patient, const ReachModel& model, int hour) {
  int answered = 0;
  constexpr int kDays = 20'000;
  for (int day = 0; day < kDays; ++day) {
    answered += answers(patient, model, kLuck, example_day() + days{day}, hour);
  }
  return static_cast<double>(answered) / kDays;
}

TEST(Reach, WhoeverCallsWithinTheHourHearsTheSame) {
  const ReachModel model = example_population().reach;
  int answered = 0;
  for (std::uint32_t i = 0; i < 2000; ++i) {
    Patient patient = somebody(0.5);
    patient.id = PatientId{i};
    const bool first = answers(patient, model, kLuck, example_day(), 9);
    const bool second = answers(patient, model, kLuck, example_day(), 9);
    EXPECT_EQ(first, second);
    answered += first;
  }
  EXPECT_NEAR(answered / 2000.0, 0.5, 0.04);
}

TEST(Reach, AnotherHourIsAnotherChance) {
  const ReachModel model = example_population().reach;
  int differs = 0;
  for (int day = 0; day < 1000; ++day) {
    const LocalDay today = example_day() + days{day};
    differs += answers(somebody(0.5), model, kLuck, today, 8) !=
               answers(somebody(0.5), model, kLuck, today, 9);
  }
  EXPECT_NEAR(differs / 1000.0, 0.5, 0.06);
}

TEST(Reach, TheHourMultipliesTheChanceUpToItsCap) {
  const ReachModel model = example_population().reach;

  EXPECT_NEAR(answered_share(somebody(0.4), model, 9), 0.40, 0.012);
  EXPECT_NEAR(answered_share(somebody(0.4), model, 10), 0.50, 0.012);
  EXPECT_NEAR(answered_share(somebody(0.4), model, 12), 0.40, 0.012);
  EXPECT_EQ(chance_to_answer(somebody(0.9), model, 15), kBestChanceToAnswer);
}

TEST(Reach, TwoAttemptsReachWhatTheMixtureSays) {
  const PopulationModel population = example_population();
  const Cohort cohort(population, {});
  int reached = 0;
  constexpr std::uint32_t kPatients = 20'000;
  for (std::uint32_t i = 0; i < kPatients; ++i) {
    const Patient patient = cohort.joiner(kLuck, PatientId{i}, example_day());
    reached += answers(patient, population.reach, kLuck, example_day(), 9) ||
               answers(patient, population.reach, kLuck, example_day() + days{1}, 9);
  }

  // 0.92 × (1 − E[(1 − a)²]), a ~ Beta(1.6, 2.4): E[1 − a] = 0.6, variance 0.24 ÷ 5.
  EXPECT_NEAR(static_cast<double>(reached) / kPatients, 0.92 * (1 - (0.36 + 0.048)), 0.012);
}

// Post-discharge calls: 65 % reached after two attempts (n = 4,115); emergency department: 68 %
// after four, 73 % where the number had been verified. One chance for everybody cannot give both; a
// quarter who never answer, and six in ten for the others, does.
TEST(Reach, PublishedCallsNeedPeopleWhoNeverAnswer) {
  const auto reached_after = [](const ReachModel& reach, int attempts) {
    PopulationModel population = example_population();
    population.reach = reach;
    const Cohort cohort(population, {});
    int reached = 0;
    constexpr std::uint32_t kPatients = 20'000;
    for (std::uint32_t i = 0; i < kPatients; ++i) {
      const Patient patient = cohort.joiner(kLuck, PatientId{i}, example_day());
      bool answered = false;
      for (int day = 0; day < attempts; ++day)
        answered = answered || answers(patient, reach, kLuck, example_day() + days{day}, 9);
      reached += answered;
    }
    return static_cast<double>(reached) / kPatients;
  };

  const ReachModel mixture{.never_share = 0.25, .answers = {0.60e6, 0.40e6}, .better = {}};
  EXPECT_NEAR(reached_after(mixture, 2), 0.651, 0.03);
  EXPECT_NEAR(reached_after(mixture, 4), 0.728, 0.03);

  const ReachModel everybody{.never_share = 0, .answers = {0.41e6, 0.59e6}, .better = {}};
  EXPECT_NEAR(reached_after(everybody, 2), 0.651, 0.03);
  EXPECT_GT(reached_after(everybody, 4), 0.73 + 0.10);
}

TEST(Reach, WhoNeverAnswersNeverDoesAndNeverCallsBack) {
  const ReachModel model = example_population().reach;
  Patient patient = somebody(0.9);
  patient.never_answers = true;
  for (int day = 0; day < 200; ++day) {
    EXPECT_FALSE(answers(patient, model, kLuck, example_day() + days{day}, 11));
    EXPECT_FALSE(
        calls_back_after(patient, model, kLuck, example_day() + days{day}, 11).has_value());
  }
}

TEST(Reach, ACaregiverAnswersForThePatientWhoHasOne) {
  const ReachModel model = example_population().reach;
  Patient patient = somebody(0.4);
  patient.caregiver_answers = 0.6;
  int answered = 0;
  for (int day = 0; day < 5000; ++day) {
    EXPECT_FALSE(caregiver_answers(patient, model, kLuck, example_day() + days{day}, 9));
  }
  patient.has_caregiver = true;
  for (int day = 0; day < 5000; ++day) {
    answered += caregiver_answers(patient, model, kLuck, example_day() + days{day}, 9);
  }
  EXPECT_NEAR(answered / 5000.0, 0.6, 0.025);
}

TEST(Reach, VoicemailAndCallBackHaveTheirSharesAndMeans) {
  const ReachModel model = example_population().reach;
  int voicemails = 0;
  int calls = 0;
  double hours_waited = 0;
  constexpr int kDays = 20'000;
  for (int day = 0; day < kDays; ++day) {
    const LocalDay today = example_day() + days{day};
    voicemails += takes_voicemail(somebody(0.4), model, kLuck, today, 9);
    if (const auto after = calls_back_after(somebody(0.4), model, kLuck, today, 9)) {
      EXPECT_TRUE(takes_voicemail(somebody(0.4), model, kLuck, today, 9)) << "nothing to answer";
      ++calls;
      hours_waited += to_minutes(*after) / 60;
    }
  }

  EXPECT_NEAR(static_cast<double>(voicemails) / kDays, 0.4, 0.012);
  EXPECT_NEAR(static_cast<double>(calls) / voicemails, 0.2, 0.02) << "of messages left";
  EXPECT_NEAR(hours_waited / calls, 3, 0.15);
}

}  // namespace
}  // namespace caseload::population
