#include "reports/render/clinical_words.hpp"

#include <fmt/format.h>

namespace caseload::reports {

std::string_view role_words(rules::Role role) {
  switch (role) {
    case rules::Role::Rn:
      return "registered nurse";
    case rules::Role::Lpn:
      return "practical nurse";
    case rules::Role::Ma:
      return "medical assistant";
    case rules::Role::Pharmacist:
      return "pharmacist";
    case rules::Role::Np:
      return "nurse practitioner";
    case rules::Role::Md:
      return "physician";
    case rules::Role::Clerk:
      return "clerk";
  }
  return "staff";
}

std::string_view device_words(telemetry::DeviceKind kind) { return telemetry::name(kind); }

std::vector<Signal> signals(telemetry::DeviceKind kind, const telemetry::SignalValues& values,
                            const telemetry::Limits& limits) {
  const telemetry::DeviceInfo& device = telemetry::device_info(kind);
  std::vector<Signal> sent;
  for (std::size_t i = 0; i < device.count; ++i) {
    const telemetry::Signal& signal = telemetry::signal(device.all_signals[i].signal);
    sent.push_back({signal.name, signal.unit, values[i], signal.per_unit == 1000 ? 3 : 0,
                    limits.*signal.limits});
  }
  return sent;
}

std::vector<Signal> signals(const telemetry::Measurement& measurement,
                            const telemetry::Limits& limits) {
  return signals(static_cast<telemetry::DeviceKind>(measurement.index()),
                 telemetry::values_of(measurement), limits);
}

namespace {

std::string digits(const Signal& signal, std::int32_t value) {
  return signal.decimals_shifted == 3 ? fmt::format("{:.1f}", value / 1000.0)
                                      : std::to_string(value);
}

}  // namespace

std::string value_words(const Signal& signal, std::int32_t value) {
  return fmt::format("{} {}", digits(signal, value), signal.unit);
}

std::string band_words(const Signal& signal, const telemetry::Band& band) {
  const bool low = band.low != telemetry::Band{}.low;
  const bool high = band.high != telemetry::Band{}.high;
  if (low && high)
    return fmt::format("≤ {} or ≥ {} {}", digits(signal, band.low), digits(signal, band.high),
                       signal.unit);
  if (low) return fmt::format("≤ {} {}", digits(signal, band.low), signal.unit);
  if (high) return fmt::format("≥ {} {}", digits(signal, band.high), signal.unit);
  return "none";
}

std::string measurement_words(const telemetry::Measurement& measurement) {
  if (const auto* pressure = std::get_if<telemetry::BloodPressure>(&measurement))
    return fmt::format("{}/{} mmHg, pulse {}", pressure->systolic_mmhg, pressure->diastolic_mmhg,
                       pressure->pulse_bpm);
  if (const auto* weight = std::get_if<telemetry::Weight>(&measurement))
    return fmt::format("{:.1f} kg", weight->grams / 1000.0);
  if (const auto* glucose = std::get_if<telemetry::Glucose>(&measurement))
    return fmt::format("{} mg/dL", glucose->mg_per_dl);
  const auto& oximetry = std::get<telemetry::Oximetry>(measurement);
  return fmt::format("SpO2 {} %, pulse {}", oximetry.spo2_percent, oximetry.pulse_bpm);
}

}  // namespace caseload::reports
