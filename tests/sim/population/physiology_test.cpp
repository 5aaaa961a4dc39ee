#include "sim/population/physiology.hpp"

#include <gtest/gtest.h>

#include "sim/base/check.hpp"
#include "sim/population/cohort.hpp"
#include "tests/sim/population/example_population.hpp"
#include "tests/sim/population/moments.hpp"
#include "tests/sim/population/one_patient.hpp"

namespace caseload::population {
namespace {

using std::chrono::days;

constexpr RandomKey kLuck{.seed = 7, .replication = 3};

// One patient's values of a sign on many days, morning session.
std::vector<double> course(const PhysiologyModel& model, const Patient& patient,
                           double telemetry::Vitals::* sign, int length) {
  OnePatientsBody physiology(model, patient, kLuck, example_day());
  std::vector<double> values;
  for (int day = 0; day < length; ++day) {
    values.push_back(physiology.at(example_day() + days{day}, 0, false).*sign);
  }
  return values;
}

struct Panel {
  std::vector<double> means;
  std::vector<double> sds;
  std::vector<double> lag1;
};
Panel panel_of(double telemetry::Vitals::* sign, telemetry::DeviceKind kind, std::uint32_t patients,
               int length) {
  PopulationModel model = example_population();
  model.conditions = {example_condition({kind})};
  const Cohort cohort(model, {});
  Panel panel;
  for (std::uint32_t i = 0; i < patients; ++i) {
    const Patient patient = cohort.joiner(kLuck, PatientId{i}, example_day());
    const std::vector<double> values =
        course(model.conditions[0].physiology, patient, sign, length);
    panel.means.push_back(mean_of(values));
    panel.sds.push_back(sd_of(values));
    panel.lag1.push_back(
        correlation_of({values.begin(), values.end() - 1}, {values.begin() + 1, values.end()}));
  }
  return panel;
}

// HIBA-Home and Ohasama (see example_population.hpp), within 3 %.
TEST(Physiology, HomeBloodPressureHasThePublishedMoments) {
  const Panel systolic =
      panel_of(&telemetry::Vitals::systolic_mmhg, telemetry::DeviceKind::Cuff, 6000, 400);
  EXPECT_NEAR(mean_of(systolic.means), 131.5, 0.01 * 131.5);
  EXPECT_NEAR(sd_of(systolic.means), 14.1, 0.03 * 14.1);
  EXPECT_NEAR(mean_of(systolic.sds), 8.6, 0.03 * 8.6);
  EXPECT_NEAR(sd_of(systolic.sds), 3.1, 0.03 * 3.1);
  EXPECT_NEAR(mean_of(systolic.lag1), 0.4 * 0.5,
              0.03 * 0.2 + 0.005);  // φ × day share; bias of length 400

  const Panel diastolic =
      panel_of(&telemetry::Vitals::diastolic_mmhg, telemetry::DeviceKind::Cuff, 6000, 400);
  EXPECT_NEAR(mean_of(diastolic.means), 73.8, 0.01 * 73.8);
  EXPECT_NEAR(sd_of(diastolic.means), 7.6, 0.03 * 7.6);
  EXPECT_NEAR(mean_of(diastolic.sds), 5.8, 0.03 * 5.8);
  EXPECT_NEAR(sd_of(diastolic.sds), 2.0, 0.03 * 2.0);
}

TEST(Physiology, TheDayEffectStartsStationary) {
  PopulationModel model = example_population();
  const Cohort cohort(model, {});
  std::vector<double> first;
  std::vector<double> second;
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    const Patient patient = cohort.joiner(kLuck, PatientId{i}, example_day());
    const std::vector<double> values =
        course(model.conditions[0].physiology, patient, &telemetry::Vitals::systolic_mmhg, 2);
    const OwnSign& own = patient.own[index_of(VitalSign::Systolic)];
    first.push_back((values[0] - own.mean) / own.within_sd);
    second.push_back((values[1] - own.mean) / own.within_sd);
  }

  EXPECT_NEAR(sd_of(first), 1, 0.02);
  EXPECT_NEAR(sd_of(second), 1, 0.02);
  EXPECT_NEAR(correlation_of(first, second), 0.2, 0.02);
}

TEST(Physiology, SystolicAndDiastolicGoTogether) {
  const PopulationModel model = example_population();
  const Cohort cohort(model, {});
  std::vector<double> correlations;
  for (std::uint32_t i = 0; i < 500; ++i) {
    const Patient patient = cohort.joiner(kLuck, PatientId{i}, example_day());
    correlations.push_back(correlation_of(
        course(model.conditions[0].physiology, patient, &telemetry::Vitals::systolic_mmhg, 300),
        course(model.conditions[0].physiology, patient, &telemetry::Vitals::diastolic_mmhg, 300)));
  }

  EXPECT_NEAR(mean_of(correlations), 0.6, 0.02);
}

TEST(Physiology, WeightChangesFromDayToDayAsMeasured) {
  // Users of smart scales: 32 % of daily changes are ≥ 0.5 kg, an SD of the difference of about 0.5
  // kg.
  const Panel weight =
      panel_of(&telemetry::Vitals::weight_kg, telemetry::DeviceKind::Scale, 500, 400);
  const double lag1 = mean_of(weight.lag1);
  const double sd = mean_of(weight.sds);

  EXPECT_NEAR(lag1, 0.8 * 0.7, 0.02);
  EXPECT_NEAR(sd * std::sqrt(2 * (1 - lag1)), 0.54, 0.04);
}

TEST(Physiology, EveningShiftsSystolicOnly) {
  const PopulationModel model = example_population();
  const PhysiologyModel& physiology = model.conditions[0].physiology;
  const Patient patient = Cohort(model, {}).joiner(kLuck, PatientId{5}, example_day());
  OnePatientsBody path(physiology, patient, kLuck, example_day());

  const telemetry::Vitals morning = path.at(example_day(), 1, false);
  const telemetry::Vitals evening = path.at(example_day(), 1, true);

  EXPECT_NEAR(evening.systolic_mmhg - morning.systolic_mmhg, -1.1, 1e-9);
  EXPECT_EQ(evening.diastolic_mmhg, morning.diastolic_mmhg);
}

TEST(Physiology, ADayIsTheSameWhateverWasAskedBefore) {
  const PopulationModel model = example_population();
  const PhysiologyModel& physiology = model.conditions[0].physiology;
  const Patient patient = Cohort(model, {}).joiner(kLuck, PatientId{5}, example_day());
  OnePatientsBody each(physiology, patient, kLuck, example_day());
  OnePatientsBody last(physiology, patient, kLuck, example_day());

  for (int day = 0; day < 40; ++day) each.at(example_day() + days{day}, day % 3, day % 2 == 0);

  EXPECT_EQ(each.at(example_day() + days{40}, 0, false).systolic_mmhg,
            last.at(example_day() + days{40}, 0, false).systolic_mmhg);
  EXPECT_THROW(each.at(example_day(), 0, false), CheckFailed);
}

TEST(Physiology, OnlyWhatADeviceLooksAtHasAValue) {
  PopulationModel model = example_population();
  model.conditions = {example_condition({telemetry::DeviceKind::Oximeter})};
  const Patient patient = Cohort(model, {}).joiner(kLuck, PatientId{5}, example_day());
  OnePatientsBody path(model.conditions[0].physiology, patient, kLuck, example_day());

  const telemetry::Vitals vitals = path.at(example_day(), 1, true);

  EXPECT_EQ(vitals.systolic_mmhg, 0);
  EXPECT_EQ(vitals.weight_kg, 0);
  EXPECT_GT(vitals.pulse_bpm, 30);
  EXPECT_GT(vitals.spo2_percent, 70);
  EXPECT_LE(vitals.spo2_percent, 100);
}

}  // namespace
}  // namespace caseload::population
