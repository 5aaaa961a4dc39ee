// The four devices behind the port: errors by their moments, whole steps, ranges, and luck that is
// at the device's own address.

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "devices/connected_device.hpp"
#include "devices/factory.hpp"
#include "devices/stream_ids.hpp"
#include "sim/population/device_noise.hpp"
#include "sim/population/stream_ids.hpp"
#include "tests/sim/population/moments.hpp"

namespace caseload::devices {
namespace {

constexpr RandomKey kLuck{.seed = 21, .replication = 2};
constexpr std::uint32_t kReadings = 40'000;
const SimTime kNoon{std::chrono::hours{12}};
const telemetry::Vitals kTruth{.systolic_mmhg = 131.4,
                               .diastolic_mmhg = 74.2,
                               .pulse_bpm = 70.3,
                               .weight_kg = 84.23,
                               .glucose_mg_per_dl = 180.4,
                               .spo2_percent = 93.4};

// Settings under which everything arrives at once.
DeviceSettings reliable() {
  DeviceSettings settings;
  settings.delivery = {
      .delay = Lognormal(1, 0), .missing_share = 0, .duplicated_share = 0, .late_share = 0};
  return settings;
}

std::unique_ptr<telemetry::DeviceSession> make(const telemetry::DeviceFactory& factory,
                                               telemetry::DeviceKind kind,
                                               std::uint32_t number = 5) {
  return factory(kind, PatientId{3}, DeviceId{number}, kLuck);
}

// What the device hands on because of one measurement.
std::vector<telemetry::Reading> measured(telemetry::DeviceSession& device,
                                         const telemetry::Vitals& truth = kTruth) {
  std::vector<telemetry::Reading> sent;
  device.measure(truth, kNoon, sent);
  return sent;
}

template <class Value>
std::vector<double> readings_of(telemetry::DeviceSession& device, std::int32_t Value::* field,
                                const telemetry::Vitals& truth = kTruth) {
  std::vector<double> values;
  for (std::uint32_t sequence = 1; sequence <= kReadings; ++sequence) {
    const auto sent = measured(device, truth);
    values.push_back(std::get<Value>(sent.at(0).measurement).*field);
  }
  return values;
}

double contaminated_sd(const ReadingError& error) {
  return std::sqrt((1 - error.artefact_share) * error.noise_sd * error.noise_sd +
                   error.artefact_share * error.artefact_sd * error.artefact_sd + 1.0 / 12);
}

TEST(Devices, TheCuffErrsByItsBiasAndNoise) {
  const DeviceSettings settings = reliable();
  const auto factory = make_device_factory(settings);
  const auto cuff = make(factory, telemetry::DeviceKind::Cuff);
  const double bias = settings.cuff.bias_sd_mmhg *
                      population::device_bias(kLuck, PatientId{3}, telemetry::DeviceKind::Cuff);

  const auto systolic = readings_of(*cuff, &telemetry::BloodPressure::systolic_mmhg);
  const auto diastolic = readings_of(*cuff, &telemetry::BloodPressure::diastolic_mmhg);
  const auto pulse = readings_of(*cuff, &telemetry::BloodPressure::pulse_bpm);

  EXPECT_NEAR(population::mean_of(systolic), 131.4 + bias, 0.1);
  EXPECT_NEAR(population::sd_of(systolic), contaminated_sd(settings.cuff.pressure_mmhg), 0.15);
  EXPECT_NEAR(population::mean_of(diastolic), 74.2 + bias, 0.1);
  EXPECT_NEAR(population::mean_of(pulse), 70.3, 0.1);
  EXPECT_NEAR(population::sd_of(pulse), contaminated_sd(settings.cuff.pulse_bpm), 0.12);
}

TEST(Devices, TheBiasOfCuffsIsNormalOverPatientsAndTheSameEveryDay) {
  std::vector<double> biases;
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    biases.push_back(population::device_bias(kLuck, PatientId{i}, telemetry::DeviceKind::Cuff));
  }

  EXPECT_NEAR(population::mean_of(biases), 0, 0.03);
  EXPECT_NEAR(population::sd_of(biases), 1, 0.02);
  EXPECT_NE(population::device_bias(kLuck, PatientId{1}, telemetry::DeviceKind::Cuff),
            population::device_bias(kLuck, PatientId{1}, telemetry::DeviceKind::Scale));
}

TEST(Devices, TheScaleShowsWholeSteps) {
  const DeviceSettings settings = reliable();
  const auto factory = make_device_factory(settings);
  const auto scale = make(factory, telemetry::DeviceKind::Scale);
  const double bias = settings.scale.bias_sd_grams *
                      population::device_bias(kLuck, PatientId{3}, telemetry::DeviceKind::Scale);

  const auto grams = readings_of(*scale, &telemetry::Weight::grams);

  for (const double value : grams) ASSERT_EQ(std::fmod(value, 100), 0);
  EXPECT_NEAR(population::mean_of(grams), 84'230 + bias, 8);
}

TEST(Devices, TheGlucometerKeepsTheStandard) {
  const DeviceSettings settings = reliable();
  const auto factory = make_device_factory(settings);
  const auto within_standard = [&](double truth, double allowed) {
    // Over many meters: the standard speaks of meters, bias included.
    double within = 0;
    for (std::uint32_t i = 0; i < 20'000; ++i) {
      const auto meter =
          factory(telemetry::DeviceKind::Glucometer, PatientId{i}, DeviceId{i}, kLuck);
      const auto sent = measured(*meter, {.glucose_mg_per_dl = truth});
      const auto value = std::get<telemetry::Glucose>(sent.at(0).measurement).mg_per_dl;
      within += std::abs(value - truth) <= allowed;
    }
    return within / 20'000;
  };

  EXPECT_NEAR(within_standard(80, 15), 0.95, 0.015);
  EXPECT_NEAR(within_standard(200, 30), 0.95, 0.02);
}

TEST(Devices, TheOximeterHasItsRootMeanSquareErrorAndStopsAtAHundred) {
  const auto factory = make_device_factory(reliable());
  double squares = 0;
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    const auto oximeter =
        factory(telemetry::DeviceKind::Oximeter, PatientId{i}, DeviceId{i}, kLuck);
    const auto sent = measured(*oximeter, {.pulse_bpm = 70, .spo2_percent = 90});
    const auto value = std::get<telemetry::Oximetry>(sent.at(0).measurement).spo2_percent;
    squares += (value - 90.0) * (value - 90.0);
  }
  EXPECT_NEAR(std::sqrt(squares / 20'000), 2.05, 0.1);  // FDA: A_rms 2–3 %

  const auto oximeter = make(factory, telemetry::DeviceKind::Oximeter);
  for (const double value : readings_of(*oximeter, &telemetry::Oximetry::spo2_percent,
                                        {.pulse_bpm = 70, .spo2_percent = 99.5})) {
    ASSERT_LE(value, 100);
  }
}

TEST(Devices, ReadingsStayWithinWhatADisplayCanShow) {
  const auto factory = make_device_factory(reliable());
  const auto first = [&](telemetry::DeviceKind kind, const telemetry::Vitals& truth) {
    return measured(*make(factory, kind), truth).at(0).measurement;
  };
  const auto low = std::get<telemetry::BloodPressure>(first(telemetry::DeviceKind::Cuff, {}));
  EXPECT_EQ(low.systolic_mmhg, 60);
  EXPECT_EQ(low.diastolic_mmhg, 30);
  EXPECT_EQ(low.pulse_bpm, 30);
  const auto high = std::get<telemetry::BloodPressure>(
      first(telemetry::DeviceKind::Cuff,
            {.systolic_mmhg = 400, .diastolic_mmhg = 390, .pulse_bpm = 400}));
  EXPECT_EQ(high.systolic_mmhg, 260);
  EXPECT_EQ(high.diastolic_mmhg, 150);
  EXPECT_EQ(high.pulse_bpm, 220);
  const auto crossed = std::get<telemetry::BloodPressure>(first(
      telemetry::DeviceKind::Cuff, {.systolic_mmhg = 100, .diastolic_mmhg = 140, .pulse_bpm = 70}));
  EXPECT_EQ(crossed.diastolic_mmhg, crossed.systolic_mmhg - 10);
  EXPECT_EQ(std::get<telemetry::Glucose>(first(telemetry::DeviceKind::Glucometer, {})).mg_per_dl,
            20);
  EXPECT_EQ(std::get<telemetry::Glucose>(
                first(telemetry::DeviceKind::Glucometer, {.glucose_mg_per_dl = 2000}))
                .mg_per_dl,
            600);
  EXPECT_EQ(std::get<telemetry::Weight>(first(telemetry::DeviceKind::Scale, {})).grams, 20'000);
  EXPECT_EQ(std::get<telemetry::Oximetry>(first(telemetry::DeviceKind::Oximeter, {})).spo2_percent,
            50);
}

TEST(Devices, AMeasurementDependsOnDeviceAndSequenceAlone) {
  const DeviceSettings settings = reliable();
  const auto session = make(make_device_factory(settings), telemetry::DeviceKind::Cuff);
  std::vector<telemetry::Reading> in_order;
  for (int i = 0; i < 500; ++i) session->measure(kTruth, kNoon, in_order);
  ASSERT_EQ(in_order.size(), 500U);

  const Cuff cuff(settings.cuff);
  const Hardware hardware(telemetry::DeviceKind::Cuff, PatientId{3}, DeviceId{5}, kLuck);
  for (std::uint32_t sequence = 500; sequence >= 1; --sequence) {
    ASSERT_EQ(in_order[sequence - 1].sequence, sequence);
    ASSERT_EQ(cuff.measure(kTruth, hardware, sequence), in_order[sequence - 1].measurement);
  }
}

TEST(Devices, TwoDevicesErrIndependently) {
  const auto factory = make_device_factory(reliable());
  const auto one = readings_of(*make(factory, telemetry::DeviceKind::Cuff, 1),
                               &telemetry::BloodPressure::systolic_mmhg);
  const auto other = readings_of(*make(factory, telemetry::DeviceKind::Cuff, 2),
                                 &telemetry::BloodPressure::systolic_mmhg);

  EXPECT_NEAR(population::correlation_of(one, other), 0, 0.02);
}

TEST(Devices, AreSmallAndKnowWhoTheyAre) {
  EXPECT_LE(sizeof(ConnectedDevice<Cuff>), 64U);
  EXPECT_LE(sizeof(ConnectedDevice<Scale>), 64U);
  EXPECT_LE(sizeof(ConnectedDevice<Glucometer>), 64U);
  EXPECT_LE(sizeof(ConnectedDevice<Oximeter>), 64U);
  const auto factory = make_device_factory({});
  for (const auto kind : {telemetry::DeviceKind::Cuff, telemetry::DeviceKind::Scale,
                          telemetry::DeviceKind::Glucometer, telemetry::DeviceKind::Oximeter}) {
    const auto device = make(factory, kind);
    EXPECT_EQ(device->kind(), kind);
    EXPECT_EQ(device->id(), DeviceId{5});
    for (const telemetry::Reading& reading : measured(*device)) {
      EXPECT_EQ(reading.kind(), kind);
      EXPECT_EQ(reading.patient, PatientId{3});
    }
  }
}

TEST(DeviceStreams, NoTwoCollideNorWithThoseOfThePopulation) {
  std::set<std::uint32_t> values;
  for (const StreamId& stream_id : kDeviceStreams) values.insert(stream_id.value);
  for (const StreamId& stream_id : population::kPopulationStreams) values.insert(stream_id.value);

  EXPECT_EQ(values.size(), kDeviceStreams.size() + population::kPopulationStreams.size());
}

}  // namespace
}  // namespace caseload::devices
