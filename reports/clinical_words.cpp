#include "reports/clinical_words.hpp"

#include <fmt/format.h>

#include <variant>

namespace caseload::reports {

std::string_view activity_words(sim::Activity activity) {
  switch (activity) {
    case sim::Activity::Review:
      return "review of trends";
    case sim::Activity::Triage:
      return "alert triage";
    case sim::Activity::CheckIn:
      return "check-in call";
    case sim::Activity::AlertCall:
      return "call about an alert";
    case sim::Activity::Outreach:
      return "call about silence";
    case sim::Activity::InboundCall:
      return "call from the patient";
    case sim::Activity::Note:
      return "note";
    case sim::Activity::Attempt:
      return "unanswered call";
    case sim::Activity::Voicemail:
      return "voicemail";
    case sim::Activity::DeviceHelp:
      return "help with a device";
    case sim::Activity::Escalation:
      return "escalation";
    case sim::Activity::Decision:
      return "provider's decision";
    case sim::Activity::SetUp:
      return "set-up";
    case sim::Activity::Offer:
      return "offer of the programme";
    case sim::Activity::SignOff:
      return "provider's sign-off";
    case sim::Activity::CareManagement:
      return "chronic care management";
  }
  return "work";
}

std::string_view role_words(sim::Role role) {
  switch (role) {
    case sim::Role::Rn:
      return "registered nurse";
    case sim::Role::Lpn:
      return "practical nurse";
    case sim::Role::Ma:
      return "medical assistant";
    case sim::Role::Pharmacist:
      return "pharmacist";
    case sim::Role::Np:
      return "nurse practitioner";
    case sim::Role::Md:
      return "physician";
    case sim::Role::Clerk:
      return "clerk";
  }
  return "staff";
}

std::string_view device_words(sim::DeviceKind kind) {
  switch (kind) {
    case sim::DeviceKind::Cuff:
      return "cuff";
    case sim::DeviceKind::Scale:
      return "scale";
    case sim::DeviceKind::Glucometer:
      return "glucometer";
    case sim::DeviceKind::Oximeter:
      return "oximeter";
  }
  return "device";
}

std::vector<Signal> signals(const sim::Measurement& measurement, const sim::Limits& limits) {
  if (const auto* pressure = std::get_if<sim::BloodPressure>(&measurement)) {
    return {{"systolic", "mmHg", pressure->systolic_mmhg, 0, limits.systolic_mmhg},
            {"diastolic", "mmHg", pressure->diastolic_mmhg, 0, limits.diastolic_mmhg},
            {"pulse", "a minute", pressure->pulse_bpm, 0, limits.pulse_bpm}};
  }
  if (const auto* weight = std::get_if<sim::Weight>(&measurement))
    return {{"weight", "kg", weight->grams, 3, limits.weight_grams}};
  if (const auto* glucose = std::get_if<sim::Glucose>(&measurement))
    return {{"glucose", "mg/dL", glucose->mg_per_dl, 0, limits.glucose_mg_per_dl}};
  const auto& oximetry = std::get<sim::Oximetry>(measurement);
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

std::string band_words(const Signal& signal, const sim::Band& band) {
  const bool low = band.low != sim::Band{}.low;
  const bool high = band.high != sim::Band{}.high;
  if (low && high)
    return fmt::format("≤ {} or ≥ {} {}", digits(signal, band.low), digits(signal, band.high),
                       signal.unit);
  if (low) return fmt::format("≤ {} {}", digits(signal, band.low), signal.unit);
  if (high) return fmt::format("≥ {} {}", digits(signal, band.high), signal.unit);
  return "none";
}

std::string measurement_words(const sim::Measurement& measurement) {
  if (const auto* pressure = std::get_if<sim::BloodPressure>(&measurement))
    return fmt::format("{}/{} mmHg, pulse {}", pressure->systolic_mmhg, pressure->diastolic_mmhg,
                       pressure->pulse_bpm);
  if (const auto* weight = std::get_if<sim::Weight>(&measurement))
    return fmt::format("{:.1f} kg", weight->grams / 1000.0);
  if (const auto* glucose = std::get_if<sim::Glucose>(&measurement))
    return fmt::format("{} mg/dL", glucose->mg_per_dl);
  const auto& oximetry = std::get<sim::Oximetry>(measurement);
  return fmt::format("SpO2 {} %, pulse {}", oximetry.spo2_percent, oximetry.pulse_bpm);
}

}  // namespace caseload::reports
