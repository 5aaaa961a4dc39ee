#pragma once

// The table of signals: what devices measure, in which unit and steps, and what other systems call
// it. And the table of devices: which signals each kind sends, in their order.
//
// A new signal is a line here and a member of Vitals, of Limits and of its Measurement; a new kind
// of device a line in kDeviceTable. Codes: LOINC and UCUM as US Core's vital signs profiles and the
// FHIR observations of personal health devices give them (hl7.org/fhir/us/core,
// hl7.org/fhir/uv/phd), MDC from ISO/IEEE 11073-10101. The ranges are what such devices can show
// (assumed).

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>

#include "sim/telemetry/limits.hpp"
#include "sim/telemetry/reading.hpp"
#include "sim/telemetry/vitals.hpp"

namespace caseload::telemetry {

enum class SignalKind : std::uint8_t { Systolic, Diastolic, Pulse, Weight, Glucose, Spo2 };
inline constexpr std::size_t kSignals = 6;

struct Signal {
  SignalKind kind;
  std::string_view name;   // "systolic"
  std::string_view unit;   // of the value people read: "mmHg"
  std::int32_t per_unit;   // whole numbers of a reading to one of these units: grams to a kilogram
  std::int32_t low, high;  // what a display can show, in a reading's numbers
  std::string_view loinc;
  std::string_view ucum;   // of the value people read
  double Vitals::* truth;  // in people's units
  SignalLimits Limits::* limits;
};

inline constexpr std::array<Signal, kSignals> kSignalTable{{
    {SignalKind::Systolic, "systolic", "mmHg", 1, 60, 260, "8480-6", "mm[Hg]",
     &Vitals::systolic_mmhg, &Limits::systolic_mmhg},
    {SignalKind::Diastolic, "diastolic", "mmHg", 1, 30, 150, "8462-4", "mm[Hg]",
     &Vitals::diastolic_mmhg, &Limits::diastolic_mmhg},
    {SignalKind::Pulse, "pulse", "a minute", 1, 30, 220, "8867-4", "/min", &Vitals::pulse_bpm,
     &Limits::pulse_bpm},
    {SignalKind::Weight, "weight", "kg", 1000, 20'000, 300'000, "29463-7", "kg", &Vitals::weight_kg,
     &Limits::weight_grams},
    {SignalKind::Glucose, "glucose", "mg/dL", 1, 20, 600, "2339-0", "mg/dL",
     &Vitals::glucose_mg_per_dl, &Limits::glucose_mg_per_dl},
    {SignalKind::Spo2, "SpO2", "%", 1, 50, 100, "59408-5", "%", &Vitals::spo2_percent,
     &Limits::spo2_percent},
}};

constexpr const Signal& signal(SignalKind kind) {
  return kSignalTable[static_cast<std::size_t>(kind)];
}

// A signal as a kind of device sends it; `mdc`: its code in ISO/IEEE 11073-10101.
struct DeviceSignal {
  SignalKind signal;
  std::uint32_t mdc;
};

struct DeviceInfo {
  DeviceKind kind;
  std::string_view name;  // "cuff", as files spell it
  std::size_t count;
  std::array<DeviceSignal, 3> all_signals;

  constexpr std::span<const DeviceSignal> signals() const { return {all_signals.data(), count}; }
};

inline constexpr std::size_t kDevices = std::variant_size_v<Measurement>;
inline constexpr std::array<DeviceInfo, kDevices> kDeviceTable{{
    {DeviceKind::Cuff,
     "cuff",
     3,
     {{{SignalKind::Systolic, 150021},
       {SignalKind::Diastolic, 150022},
       {SignalKind::Pulse, 149546}}}},
    {DeviceKind::Scale, "scale", 1, {{{SignalKind::Weight, 188736}}}},
    {DeviceKind::Glucometer, "glucometer", 1, {{{SignalKind::Glucose, 160368}}}},
    {DeviceKind::Oximeter,
     "oximeter",
     2,
     {{{SignalKind::Spo2, 150456}, {SignalKind::Pulse, 149530}}}},
}};

constexpr const DeviceInfo& device_info(DeviceKind kind) {
  return kDeviceTable[static_cast<std::size_t>(kind)];
}
constexpr std::string_view name(DeviceKind kind) { return device_info(kind).name; }
constexpr std::optional<DeviceKind> parse_device(std::string_view text) {
  const auto found = std::ranges::find(kDeviceTable, text, &DeviceInfo::name);
  return found == kDeviceTable.end() ? std::nullopt : std::optional{found->kind};
}

// The numbers of a measurement, in the order of its device's signals; then zeros.
using SignalValues = std::array<std::int32_t, 3>;
constexpr SignalValues values_of(const BloodPressure& pressure) {
  return {pressure.systolic_mmhg, pressure.diastolic_mmhg, pressure.pulse_bpm};
}
constexpr SignalValues values_of(const Weight& weight) { return {weight.grams}; }
constexpr SignalValues values_of(const Glucose& glucose) { return {glucose.mg_per_dl}; }
constexpr SignalValues values_of(const Oximetry& oximetry) {
  return {oximetry.spo2_percent, oximetry.pulse_bpm};
}
constexpr SignalValues values_of(const Measurement& measurement) {
  return std::visit([](const auto& alternative) { return values_of(alternative); }, measurement);
}

static_assert(
    [] {
      for (std::size_t i = 0; i < kSignals; ++i)
        if (kSignalTable[i].kind != static_cast<SignalKind>(i)) return false;
      for (std::size_t i = 0; i < kDevices; ++i)
        if (kDeviceTable[i].kind != static_cast<DeviceKind>(i)) return false;
      return true;
    }(),
    "the tables stand in the order of their kinds");

}  // namespace caseload::telemetry
