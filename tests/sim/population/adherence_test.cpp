#include "sim/population/adherence.hpp"

#include <gtest/gtest.h>

#include "sim/base/check.hpp"
#include "sim/population/calibrate_adherence.hpp"
#include "sim/population/cohort.hpp"
#include "sim/population/drop_out.hpp"
#include "tests/sim/population/example_population.hpp"
#include "tests/sim/population/one_patient.hpp"

namespace caseload::population {
namespace {

using std::chrono::days;

constexpr RandomKey kLuck{.seed = 20260301, .replication = 0};
constexpr int kPeriodDays = 30;

struct Shares {
  double days16 = 0;
  double days2 = 0;
};

// Device periods of 30 days of so many newly joined patients, through the path that the clinic
// takes.
Shares simulated_first_periods(const AdherenceModel& adherence, std::uint32_t patients) {
  PopulationModel model = example_population();
  model.adherence = adherence;
  const Cohort cohort(model, {});
  Shares shares;
  for (std::uint32_t i = 0; i < patients; ++i) {
    const Patient patient = cohort.joiner(kLuck, PatientId{i}, example_day());
    OnePatientsDays path(model.adherence, cohort.condition_of(patient), patient, kLuck,
                         example_day());
    int measured = 0;
    for (int day = 0; day < kPeriodDays; ++day) {
      measured += path.on(example_day() + days{day}).sessions > 0;
    }
    shares.days16 += measured >= 16;
    shares.days2 += measured >= 2;
  }
  return {shares.days16 / patients, shares.days2 / patients};
}

AdherenceModel beta_only(const BetaShape& beta) {
  return {.daily = beta, .gaps_per_month = 0, .gap_mean_days = 1, .drift_per_month = 0};
}

// Medly (Ware et al. 2019, JMIR mHealth 7(2):e13259): 73.6 % of days, SD 25 points; the others by
// the same spread around other means.
TEST(Adherence, TheBetaTableComesOutOfTheDailyPath) {
  struct Row {
    BetaShape beta;
    double days16;
    double below2;
  };
  const std::vector<Row> table{
      {{1.55, 0.557}, 0.79, 0.01},
      {BetaShape::from_mean_sd(0.65, 0.25), 0.70, 0.01},
      {BetaShape::from_mean_sd(0.55, 0.25), 0.56, 0.02},
      {{736e5, 264e5}, 0.995, 0},  // a constant p of .736
  };

  for (const Row& row : table) {
    const Shares shares = simulated_first_periods(beta_only(row.beta), 40'000);

    EXPECT_NEAR(shares.days16, row.days16, 0.01) << "Beta(" << row.beta.alpha << ')';
    EXPECT_NEAR(1 - shares.days2, row.below2, 0.01) << "Beta(" << row.beta.alpha << ')';
  }
}

// Texas Medicaid telemonitoring (JMIR 2021;23(9):e29018): two classes, taken without spread inside;
// reminders lift both.
TEST(Adherence, TheTwoClassesOfTexasComeOutOfTheDailyPath) {
  const auto mixture = [](double adherent, double not_adherent) {
    const auto constant = [](double p) { return beta_only({p * 1e8, (1 - p) * 1e8}); };
    return 0.577 * simulated_first_periods(constant(adherent), 20'000).days16 +
           0.423 * simulated_first_periods(constant(not_adherent), 20'000).days16;
  };

  EXPECT_NEAR(mixture(0.749, 0.39), 0.61, 0.02);
  EXPECT_NEAR(mixture(0.913, 0.58), 0.90, 0.02);
}

// The same programme: who had not measured was called that day. 74.9 % of days became 91.3 for the
// one class, 39 became 58 for the other: one second chance, 0.83 times as good as the first, gives
// both.
TEST(Adherence, RemindersLiftBothClassesOfTexas) {
  const auto share_of_days = [](double p, double second_chance) {
    PopulationModel model = example_population();
    model.adherence = beta_only({p * 1e8, (1 - p) * 1e8});
    model.adherence.second_chance = second_chance;
    const Cohort cohort(model, {});
    const MeasuringDays days_at_home(model.adherence, kLuck);
    int measured = 0;
    constexpr int kPatients = 2000;
    for (std::uint32_t i = 0; i < kPatients; ++i) {
      const Patient patient = cohort.joiner(kLuck, PatientId{i}, example_day());
      MeasuringPath path = MeasuringDays::begin(patient, example_day());
      for (int day = 0; day < kPeriodDays; ++day) {
        days_at_home.remind(path);
        measured +=
            days_at_home.on(example_day() + days{day}, patient, cohort.condition_of(patient), path)
                .sessions > 0;
      }
    }
    return measured / (kPatients * double{kPeriodDays});
  };

  EXPECT_NEAR(share_of_days(0.749, 0), 0.749, 0.005);
  EXPECT_NEAR(share_of_days(0.749, 0.83), 0.913, 0.02);
  EXPECT_NEAR(share_of_days(0.39, 0), 0.39, 0.005);
  EXPECT_NEAR(share_of_days(0.39, 0.83), 0.58, 0.02);
}

// Common luck: a reminder adds days and takes none away, works for its days, and not in a gap.
TEST(Adherence, AReminderAddsDaysForAsLongAsItLasts) {
  PopulationModel model = example_population();
  model.adherence = beta_only({2, 3});
  model.adherence.gaps_per_month = 2;
  model.adherence.gap_mean_days = 3;
  model.adherence.second_chance = 1;
  model.adherence.reminder_lasts_days = 4;
  const Cohort cohort(model, {});
  const MeasuringDays days_at_home(model.adherence, kLuck);
  int added_while = 0;
  int added_after = 0;
  for (std::uint32_t i = 0; i < 500; ++i) {
    const Patient patient = cohort.joiner(kLuck, PatientId{i}, example_day());
    MeasuringPath plain = MeasuringDays::begin(patient, example_day());
    MeasuringPath reminded = plain;
    days_at_home.remind(reminded);
    for (int day = 0; day < 10; ++day) {
      const LocalDay today = example_day() + days{day};
      const Condition& condition = cohort.condition_of(patient);
      const MeasuringDay without = days_at_home.on(today, patient, condition, plain);
      const MeasuringDay with = days_at_home.on(today, patient, condition, reminded);
      EXPECT_EQ(with.in_gap, without.in_gap);
      EXPECT_GE(with.sessions, without.sessions);
      (day < 4 ? added_while : added_after) += with.sessions > without.sessions;
    }
  }
  EXPECT_GT(added_while, 200);
  EXPECT_EQ(added_after, 0);
}

// Medly: 1.4 points a month around a mean of 73.6 % over the year.
TEST(Adherence, AYearOfMedlyComesOutOfTheDailyPath) {
  PopulationModel model = example_population();
  model.adherence = beta_only(BetaShape::from_mean_sd(0.82, 0.25));
  model.adherence.drift_per_month = 0.014;
  const Cohort cohort(model, {});
  std::array<int, 12> measured{};
  constexpr int kPatients = 5000;
  for (std::uint32_t i = 0; i < kPatients; ++i) {
    const Patient patient = cohort.joiner(kLuck, PatientId{i}, example_day());
    OnePatientsDays path(model.adherence, cohort.condition_of(patient), patient, kLuck,
                         example_day());
    for (int day = 0; day < 12 * kPeriodDays; ++day)
      measured[static_cast<std::size_t>(day / kPeriodDays)] +=
          path.on(example_day() + days{day}).sessions > 0;
  }
  const auto in_month = [&](std::size_t month) {
    return measured[month - 1] / (kPatients * double{kPeriodDays});
  };

  EXPECT_NEAR(in_month(1), 0.81, 0.02);
  EXPECT_NEAR(in_month(6), 0.74, 0.02);
  EXPECT_NEAR(in_month(12), 0.66, 0.02);
}

TEST(Adherence, GapsComeInRunsOfTheirMeanLengthAndShareOfDays) {
  AdherenceModel adherence = beta_only({8, 2});
  adherence.gaps_per_month = 0.5;
  adherence.gap_mean_days = 3;
  PopulationModel model = example_population();
  model.adherence = adherence;
  const Cohort cohort(model, {});

  int gap_days = 0;
  int runs = 0;
  int all_days = 0;
  for (std::uint32_t i = 0; i < 3000; ++i) {
    const Patient patient = cohort.joiner(kLuck, PatientId{i}, example_day());
    OnePatientsDays path(adherence, cohort.condition_of(patient), patient, kLuck, example_day());
    bool before = true;  // a run that was there at the start has begun earlier
    for (int day = 0; day < 120; ++day) {
      const MeasuringDay today = path.on(example_day() + days{day});
      EXPECT_TRUE(!today.in_gap || today.sessions == 0);
      gap_days += today.in_gap;
      runs += today.in_gap && !before;
      before = today.in_gap;
      ++all_days;
    }
  }

  const double share = (0.5 / 30) / (0.5 / 30 + 1.0 / 3);  // of the two-state process, long run
  EXPECT_NEAR(static_cast<double>(gap_days) / all_days, share, 0.03 * share);
  EXPECT_NEAR(30.0 * runs / (all_days - gap_days), 0.5, 0.02);
}

TEST(Adherence, DriftFollowsMedlyForAYearAndThenStops) {
  const AdherenceModel model{
      .daily = {}, .gaps_per_month = 0, .gap_mean_days = 1, .drift_per_month = 0.014};

  EXPECT_DOUBLE_EQ(chance_to_measure(model, 0.82, 0), 0.82);
  EXPECT_NEAR(chance_to_measure(model, 0.82, 180), 0.736, 1e-9);  // Medly's mean over the year
  EXPECT_NEAR(chance_to_measure(model, 0.82, 360), 0.652, 1e-9);
  EXPECT_DOUBLE_EQ(chance_to_measure(model, 0.82, 900), chance_to_measure(model, 0.82, 360));
  EXPECT_DOUBLE_EQ(chance_to_measure(model, 0.05, 360), 0);
}

TEST(Adherence, ADayIsTheSameWhetherTheDaysBeforeWereAskedForOrNot) {
  const PopulationModel model = example_population();
  const Cohort cohort(model, {});
  for (std::uint32_t i = 0; i < 50; ++i) {
    const Patient patient = cohort.joiner(kLuck, PatientId{i}, example_day());
    const Condition& condition = cohort.condition_of(patient);
    OnePatientsDays each(model.adherence, condition, patient, kLuck, example_day());
    OnePatientsDays some(model.adherence, condition, patient, kLuck, example_day());
    for (int day = 0; day < 60; ++day) {
      const MeasuringDay today = each.on(example_day() + days{day});
      if (day % 7 != 6) continue;
      const MeasuringDay same = some.on(example_day() + days{day});
      EXPECT_EQ(today.in_gap, same.in_gap);
      EXPECT_EQ(today.sessions, same.sessions);
    }
    EXPECT_THROW(each.on(example_day()), CheckFailed);
  }
}

TEST(Adherence, SessionsAverageTheirMean) {
  const PopulationModel model = example_population();
  const Condition condition = example_condition({telemetry::DeviceKind::Cuff}, 1.7);
  Patient patient;
  patient.adherence = 1;
  patient.monitoring_from = example_day();
  AdherenceModel always = beta_only({1, 1});

  OnePatientsDays path(always, condition, patient, kLuck, example_day());
  int sessions = 0;
  for (int day = 0; day < 10'000; ++day) {
    const int today = path.on(example_day() + days{day}).sessions;
    EXPECT_TRUE(today == 1 || today == 2);
    sessions += today;
  }

  EXPECT_NEAR(sessions / 10'000.0, 1.7, 0.02);
}

TEST(Adherence, MeasuringShareIsWhatAStationaryPanelDoes) {
  const PopulationModel model = example_population();
  const Cohort cohort(model, {});
  double measured = 0;
  constexpr std::uint32_t kPatients = 20'000;
  for (std::uint32_t i = 0; i < kPatients; ++i) {
    const Patient patient = cohort.member(kLuck, PatientId{i}, example_day());
    OnePatientsDays path(model.adherence, cohort.condition_of(patient), patient, kLuck,
                         example_day());
    measured += path.on(example_day()).sessions > 0;
  }

  EXPECT_NEAR(measured / kPatients, measuring_share(model.adherence, model.enrolment), 0.01);
}

// ---- calibration ------------------------------------------------------------------------------

// What a stationary panel completes is what its joiners complete in their time: every period of 30
// days at whose end the patient is still enrolled.
Shares simulated_periods(const PopulationModel& model, std::uint32_t joiners) {
  const Cohort cohort(model, {});
  double periods = 0;
  Shares shares;
  for (std::uint32_t i = 0; i < joiners; ++i) {
    const Patient patient = cohort.joiner(kLuck, PatientId{i}, example_day());
    OnePatientsDays path(model.adherence, cohort.condition_of(patient), patient, kLuck,
                         example_day());
    const LocalDay oldest = example_day() + days{kLongestTenureDays};
    for (LocalDay end = example_day() + days{kPeriodDays}; end <= oldest;
         end += days{kPeriodDays}) {
      if (patient.withdraws_at < LocalTime{end}) break;
      int measured = 0;
      for (LocalDay day = end - days{kPeriodDays}; day < end; day += days{1}) {
        measured += path.on(day).sessions > 0;
      }
      ++periods;
      shares.days16 += measured >= 16;
      shares.days2 += measured >= 2;
    }
  }
  return {shares.days16 / periods, shares.days2 / periods};
}

TEST(CalibrateAdherence, TheJointModelReachesItsTargets) {
  const PopulationModel model = example_population();

  const CalibratedAdherence found =
      calibrate_adherence({.days16 = 0.70, .days2 = 0.98}, model.adherence, model.enrolment);

  EXPECT_NEAR(found.reached.days16, 0.70, 1e-3);
  EXPECT_NEAR(found.reached.days2, 0.98, 1e-3);
  EXPECT_EQ(found.model.gaps_per_month, model.adherence.gaps_per_month);
}

TEST(CalibrateAdherence, WhatWasComputedIsWhatTheDailyPathDoes) {
  PopulationModel model = example_population();
  model.adherence =
      calibrate_adherence({.days16 = 0.70, .days2 = 0.98}, model.adherence, model.enrolment).model;

  const Shares shares = simulated_periods(model, 20'000);

  EXPECT_NEAR(shares.days16, 0.70, 0.01);
  EXPECT_NEAR(shares.days2, 0.98, 0.01);
}

// Long gaps, many of which are under way when a period begins.
TEST(CalibrateAdherence, LongGapsAreComputedAsTheyHappen) {
  PopulationModel model = example_population();
  model.adherence.gaps_per_month = 0.6;
  model.adherence.gap_mean_days = 15;

  const AdherenceTargets computed = device_day_shares(model.adherence, model.enrolment);
  const Shares simulated = simulated_periods(model, 20'000);

  EXPECT_NEAR(simulated.days16, computed.days16, 0.01);
  EXPECT_NEAR(simulated.days2, computed.days2, 0.005);
}

TEST(CalibrateAdherence, WithoutGapsAndDriftItFindsThePublishedBeta) {
  const EnrolmentModel enrolment = example_population().enrolment;
  const AdherenceTargets medly = device_day_shares(beta_only({1.55, 0.557}), enrolment);

  const CalibratedAdherence found = calibrate_adherence(medly, beta_only({}), enrolment);

  EXPECT_NEAR(found.model.daily.alpha, 1.55, 0.03);
  EXPECT_NEAR(found.model.daily.beta, 0.557, 0.01);
}

TEST(CalibrateAdherence, TargetsOutOfReachGetTheNearest) {
  const PopulationModel model = example_population();

  // With this drift and these gaps not everybody can have 16 days.
  const CalibratedAdherence too_much =
      calibrate_adherence({.days16 = 1, .days2 = 1}, model.adherence, model.enrolment);
  EXPECT_GT(too_much.reached.days16, 0.9);
  EXPECT_LT(too_much.reached.days16, 1);

  // As many with 2 days as with 16: two camps, as far apart as the search goes.
  const CalibratedAdherence camps =
      calibrate_adherence({.days16 = 0.6, .days2 = 0.6}, model.adherence, model.enrolment);
  EXPECT_NEAR(camps.reached.days16, 0.6, 1e-3);
  EXPECT_NEAR(camps.reached.days2, 0.6, 0.08);
}

}  // namespace
}  // namespace caseload::population
