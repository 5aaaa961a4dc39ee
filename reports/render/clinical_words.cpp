#include "reports/render/clinical_words.hpp"

#include <fmt/format.h>

#include <variant>

namespace caseload::reports {

std::string_view activity_words(rules::Activity activity) {
  switch (activity) {
    case rules::Activity::Review:
      return "review of trends";
    case rules::Activity::Triage:
      return "alert triage";
    case rules::Activity::CheckIn:
      return "check-in call";
    case rules::Activity::AlertCall:
      return "call about an alert";
    case rules::Activity::Outreach:
      return "call about silence";
    case rules::Activity::InboundCall:
      return "call from the patient";
    case rules::Activity::Note:
      return "note";
    case rules::Activity::Attempt:
      return "unanswered call";
    case rules::Activity::Voicemail:
      return "voicemail";
    case rules::Activity::DeviceHelp:
      return "help with a device";
    case rules::Activity::Escalation:
      return "escalation";
    case rules::Activity::Decision:
      return "provider's decision";
    case rules::Activity::SetUp:
      return "set-up";
    case rules::Activity::Offer:
      return "offer of the programme";
    case rules::Activity::SignOff:
      return "provider's sign-off";
    case rules::Activity::CareManagement:
      return "chronic care management";
  }
  return "work";
}

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

std::string_view device_words(telemetry::DeviceKind kind) {
  switch (kind) {
    case telemetry::DeviceKind::Cuff:
      return "cuff";
    case telemetry::DeviceKind::Scale:
      return "scale";
    case telemetry::DeviceKind::Glucometer:
      return "glucometer";
    case telemetry::DeviceKind::Oximeter:
      return "oximeter";
  }
  return "device";
}

std::vector<Signal> signals(const telemetry::Measurement& measurement,
                            const telemetry::Limits& limits) {
  if (const auto* pressure = std::get_if<telemetry::BloodPressure>(&measurement)) {
    return {{"systolic", "mmHg", pressure->systolic_mmhg, 0, limits.systolic_mmhg},
            {"diastolic", "mmHg", pressure->diastolic_mmhg, 0, limits.diastolic_mmhg},
            {"pulse", "a minute", pressure->pulse_bpm, 0, limits.pulse_bpm}};
  }
  if (const auto* weight = std::get_if<telemetry::Weight>(&measurement))
    return {{"weight", "kg", weight->grams, 3, limits.weight_grams}};
  if (const auto* glucose = std::get_if<telemetry::Glucose>(&measurement))
    return {{"glucose", "mg/dL", glucose->mg_per_dl, 0, limits.glucose_mg_per_dl}};
  const auto& oximetry = std::get<telemetry::Oximetry>(measurement);
  return {{"SpO2", "%", oximetry.spo2_percent, 0, limits.spo2_percent},
          {"pulse", "a minute", oximetry.pulse_bpm, 0, limits.pulse_bpm}};
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
