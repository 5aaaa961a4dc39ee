// The tables of signals and devices agree with each other and with the measurements.

#include "sim/telemetry/signals.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace caseload::telemetry {
namespace {

using ::testing::ElementsAre;

TEST(Signals, AMeasurementsNumbersStandInTheOrderOfItsDevice) {
  EXPECT_THAT(values_of(Measurement{BloodPressure{120, 80, 60}}), ElementsAre(120, 80, 60));
  EXPECT_THAT(values_of(Measurement{Oximetry{97, 71}}), ElementsAre(97, 71, 0));
  EXPECT_EQ(device_info(DeviceKind::Oximeter).signals()[0].signal, SignalKind::Spo2);
  EXPECT_EQ(device_info(DeviceKind::Cuff).signals()[2].signal, SignalKind::Pulse);
}

TEST(Signals, AKindOfDeviceIsReadByTheNameItIsGiven) {
  for (const DeviceInfo& device : kDeviceTable) EXPECT_EQ(parse_device(device.name), device.kind);
  EXPECT_EQ(parse_device("thermometer"), std::nullopt);
}

TEST(Signals, EachHasACodeAndARangeOfItsOwn) {
  std::set<std::string_view> loinc;
  for (const Signal& one : kSignalTable) {
    loinc.insert(one.loinc);
    EXPECT_LT(one.low, one.high) << one.name;
    EXPECT_FALSE(one.ucum.empty()) << one.name;
  }
  EXPECT_EQ(loinc.size(), kSignals);
  std::set<std::uint32_t> mdc;
  std::size_t sent = 0;
  for (const DeviceInfo& device : kDeviceTable)
    for (const DeviceSignal& signal_sent : device.signals()) {
      mdc.insert(signal_sent.mdc);
      ++sent;
    }
  EXPECT_EQ(mdc.size(), sent) << "the pulse of a cuff and of an oximeter have codes of their own";
}

// A scale's grams are people's kilograms.
TEST(Signals, TruthAndReadingAreInTheStatedUnits) {
  constexpr Vitals kTruth{.weight_kg = 84.2};
  const Signal& weight = signal(SignalKind::Weight);
  EXPECT_DOUBLE_EQ(kTruth.*weight.truth * weight.per_unit, 84'200);
}

}  // namespace
}  // namespace caseload::telemetry
