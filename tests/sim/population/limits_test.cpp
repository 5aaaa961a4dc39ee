#include "sim/population/limits.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "sim/population/reading_spread.hpp"
#include "tests/sim/population/example_population.hpp"

namespace caseload::population {
namespace {

constexpr RandomKey kLuck{.seed = 3, .replication = 0};
constexpr std::int32_t kNeverLow = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t kNeverHigh = std::numeric_limits<std::int32_t>::max();

Patient somebody() {
  Patient patient;
  patient.id = PatientId{8};
  patient.own[index_of(VitalSign::Systolic)] = {130, 8.5};
  patient.own[index_of(VitalSign::Weight)] = {80, 0.58};
  patient.own[index_of(VitalSign::Glucose)] = {160, 36};
  patient.own[index_of(VitalSign::Spo2)] = {94, 1.8};
  return patient;
}

DeviceNoise example_noise() {
  return {.systolic_mmhg = {4, 4, 0, 0.01, 20, 1, 60},
          .weight_grams = {200, 150, 0, 0.005, 2000, 100, 20'000},
          .glucose_mg_per_dl = {3, 7, 0.07, 0.005, 50, 1, 20},
          .spo2_percent = {1.2, 1.6, 0, 0.01, 5, 1, 50},
          .usable_share = 0.98};
}

TEST(ReadingSpread, TailAndQuantileAreInverseToEachOther) {
  ReadingSpread spread;
  spread.add(0.99 * 0.5, 0, 9);
  spread.add(0.01 * 0.5, 0, 22);
  spread.add(0.99 * 0.5, -1.1, 9);
  spread.add(0.01 * 0.5, -1.1, 22);

  for (const double q : {0.9, 0.5, 0.1, 0.03, 1e-3, 1e-5, 1e-9, 1e-14}) {
    EXPECT_NEAR(spread.tail(spread.above_for(q)) / q, 1, 1e-3) << q;
  }
}

TEST(ReadingSpread, WithoutArtefactsItIsTheNormal) {
  ReadingSpread spread;
  spread.add(1, 0, 10);

  EXPECT_NEAR(spread.tail(19.599640), 0.025, 1e-7);
  EXPECT_NEAR(spread.above_for(0.025), 19.599640, 1e-2);
}

TEST(Limits, EachDeviceIsLimitedOnItsSignAndSides) {
  const Condition condition =
      example_condition({telemetry::DeviceKind::Cuff, telemetry::DeviceKind::Scale,
                         telemetry::DeviceKind::Glucometer, telemetry::DeviceKind::Oximeter});

  const telemetry::Limits limits =
      limits_for(somebody(), condition, example_noise(), 0.4, 0.03, kLuck);

  EXPECT_GT(limits.systolic_mmhg.review.high, 130);
  EXPECT_LT(limits.systolic_mmhg.review.low, 130);
  EXPECT_GT(limits.systolic_mmhg.review.low, 60);
  EXPECT_EQ(limits.diastolic_mmhg, telemetry::SignalLimits{});
  EXPECT_EQ(limits.pulse_bpm, telemetry::SignalLimits{});
  EXPECT_EQ(limits.weight_grams.review.low, kNeverLow);
  EXPECT_EQ(limits.weight_grams.review.high % 100, 0);
  EXPECT_GT(limits.glucose_mg_per_dl.review.high, 160);
  EXPECT_LT(limits.glucose_mg_per_dl.review.low, 160);
  EXPECT_EQ(limits.spo2_percent.review.high, kNeverHigh);
  EXPECT_LT(limits.spo2_percent.review.low, 94);
}

TEST(Limits, UrgentIsNeverInsideReview) {
  const Condition condition =
      example_condition({telemetry::DeviceKind::Cuff, telemetry::DeviceKind::Oximeter});
  for (std::uint32_t i = 0; i < 2000; ++i) {
    Patient patient = somebody();
    patient.id = PatientId{i};
    const telemetry::Limits limits =
        limits_for(patient, condition, example_noise(), 0.3, 0.5, kLuck);
    EXPECT_GE(limits.systolic_mmhg.urgent.high, limits.systolic_mmhg.review.high);
    EXPECT_LE(limits.systolic_mmhg.urgent.low, limits.systolic_mmhg.review.low);
    EXPECT_LE(limits.spo2_percent.urgent.low, limits.spo2_percent.review.low);
  }
}

TEST(Limits, WithoutATargetNothingAlerts) {
  const Condition condition = example_condition({telemetry::DeviceKind::Cuff});

  EXPECT_EQ(limits_for(somebody(), condition, example_noise(), 0, 0.03, kLuck),
            telemetry::Limits{});
  const telemetry::Limits no_urgent =
      limits_for(somebody(), condition, example_noise(), 0.1, 0, kLuck);
  EXPECT_EQ(no_urgent.systolic_mmhg.urgent, telemetry::Band{});
}

TEST(Limits, ALowSideThatTheMeterCannotShowIsLeftToTheHighOne) {
  const Condition condition = example_condition({telemetry::DeviceKind::Glucometer});
  Patient patient = somebody();
  const telemetry::Band both =
      limits_for(patient, condition, example_noise(), 0.1, 0, kLuck).glucose_mg_per_dl.review;
  patient.own[index_of(VitalSign::Glucose)].mean = 90;
  const telemetry::Band high_only =
      limits_for(patient, condition, example_noise(), 0.1, 0, kLuck).glucose_mg_per_dl.review;

  EXPECT_GT(both.low, 20);
  EXPECT_EQ(high_only.low, kNeverLow);
  EXPECT_LT(high_only.high - 90, both.high - 160);  // it takes over the share of the low side
}

// Whoever's readings never vary: the limit lies on the reading or beyond it, and nothing breaks.
TEST(Limits, SomebodyWhoseReadingsNeverVaryGetsALimit) {
  Patient patient = somebody();
  patient.own[index_of(VitalSign::Systolic)] = {130, 0};
  const DeviceNoise perfect;

  const telemetry::Limits limits = limits_for(
      patient, example_condition({telemetry::DeviceKind::Cuff}), perfect, 0.1, 0.03, kLuck);

  EXPECT_GE(limits.systolic_mmhg.review.high, 130);
  EXPECT_LE(limits.systolic_mmhg.review.high, 131);
}

TEST(Limits, ExtremeFrailtyIsCappedByTheDaysThereAre) {
  const Condition condition = example_condition({telemetry::DeviceKind::Cuff});

  const telemetry::Limits wild =
      limits_for(somebody(), condition, example_noise(), 50, 0.03, kLuck);
  const telemetry::Limits calm =
      limits_for(somebody(), condition, example_noise(), 1e-12, 0.03, kLuck);

  EXPECT_LT(wild.systolic_mmhg.review.low, wild.systolic_mmhg.review.high);
  EXPECT_GT(calm.systolic_mmhg.review.high, 190);
}

}  // namespace
}  // namespace caseload::population
