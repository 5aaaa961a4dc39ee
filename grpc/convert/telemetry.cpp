#include "grpc/convert/telemetry.hpp"

#include <array>
#include <limits>
#include <utility>

#include "grpc/convert/documentation.hpp"
#include "grpc/convert/enums.hpp"

namespace caseload::wire {
namespace {

using Bounds = std::numeric_limits<std::int32_t>;

static_assert(v1::DEVICE_KIND_OXIMETER == static_cast<int>(telemetry::DeviceKind::Oximeter) + 1);
static_assert(v1::ALERT_KIND_TREND == static_cast<int>(telemetry::AlertKind::Trend) + 1);
// Levels need no shift: "none" is never sent.
static_assert(v1::ALERT_LEVEL_URGENT == static_cast<int>(telemetry::AlertLevel::Urgent));

std::int64_t microseconds(SimTime at) { return at.time_since_epoch().count(); }

void encode(const telemetry::Band& band, v1::Band& out) {
  if (band.low != Bounds::min()) out.set_low(band.low);
  if (band.high != Bounds::max()) out.set_high(band.high);
}

telemetry::Band decode(const v1::Band& band) {
  return {.low = band.has_low() ? band.low() : Bounds::min(),
          .high = band.has_high() ? band.high() : Bounds::max()};
}

// A signal of Limits and its fields on the wire, so that one loop serves both directions.
struct Signal {
  telemetry::SignalLimits telemetry::Limits::* ours;
  v1::SignalLimits* (v1::Limits::*mutable_theirs)();
  const v1::SignalLimits& (v1::Limits::*theirs)() const;
};
constexpr std::array kSignals{
    Signal{&telemetry::Limits::systolic_mmhg, &v1::Limits::mutable_systolic_mmhg,
           &v1::Limits::systolic_mmhg},
    Signal{&telemetry::Limits::diastolic_mmhg, &v1::Limits::mutable_diastolic_mmhg,
           &v1::Limits::diastolic_mmhg},
    Signal{&telemetry::Limits::weight_grams, &v1::Limits::mutable_weight_grams,
           &v1::Limits::weight_grams},
    Signal{&telemetry::Limits::glucose_mg_per_dl, &v1::Limits::mutable_glucose_mg_per_dl,
           &v1::Limits::glucose_mg_per_dl},
    Signal{&telemetry::Limits::spo2_percent, &v1::Limits::mutable_spo2_percent,
           &v1::Limits::spo2_percent},
    Signal{&telemetry::Limits::pulse_bpm, &v1::Limits::mutable_pulse_bpm, &v1::Limits::pulse_bpm},
};
static_assert(sizeof(telemetry::Limits) == kSignals.size() * sizeof(telemetry::SignalLimits),
              "a signal is missing above");

void encode(const telemetry::Limits& limits, v1::Limits& out) {
  for (const Signal& signal : kSignals) {
    const telemetry::SignalLimits& ours = limits.*signal.ours;
    if (ours == telemetry::SignalLimits{}) continue;
    v1::SignalLimits& theirs = *(out.*signal.mutable_theirs)();
    if (ours.review != telemetry::Band{}) encode(ours.review, *theirs.mutable_review());
    if (ours.urgent != telemetry::Band{}) encode(ours.urgent, *theirs.mutable_urgent());
  }
}

telemetry::Limits decode(const v1::Limits& limits) {
  telemetry::Limits result;
  for (const Signal& signal : kSignals) {
    const v1::SignalLimits& theirs = (limits.*signal.theirs)();
    result.*signal.ours = {.review = decode(theirs.review()), .urgent = decode(theirs.urgent())};
  }
  return result;
}

}  // namespace

void encode(const telemetry::Reading& reading, v1::Reading& out) {
  out.Clear();
  out.set_patient(number(reading.patient));
  out.set_device(number(reading.device));
  out.set_sequence(reading.sequence);
  out.set_taken_at_us(microseconds(reading.taken_at));
  out.set_received_at_us(microseconds(reading.received_at));
  if (const auto* pressure = std::get_if<telemetry::BloodPressure>(&reading.measurement)) {
    v1::BloodPressure& theirs = *out.mutable_blood_pressure();
    theirs.set_systolic_mmhg(pressure->systolic_mmhg);
    theirs.set_diastolic_mmhg(pressure->diastolic_mmhg);
    theirs.set_pulse_bpm(pressure->pulse_bpm);
  } else if (const auto* weight = std::get_if<telemetry::Weight>(&reading.measurement)) {
    out.mutable_weight()->set_grams(weight->grams);
  } else if (const auto* glucose = std::get_if<telemetry::Glucose>(&reading.measurement)) {
    out.mutable_glucose()->set_mg_per_dl(glucose->mg_per_dl);
  } else if (const auto* oximetry = std::get_if<telemetry::Oximetry>(&reading.measurement)) {
    v1::Oximetry& theirs = *out.mutable_oximetry();
    theirs.set_spo2_percent(oximetry->spo2_percent);
    theirs.set_pulse_bpm(oximetry->pulse_bpm);
  }
}

Result<telemetry::Reading> decode(const v1::Reading& message) {
  Findings findings;
  telemetry::Reading reading{
      .patient = PatientId{message.patient()},
      .device = DeviceId{message.device()},
      .sequence = message.sequence(),
      .taken_at = findings.time(message.taken_at_us(), "taken_at_us"),
      .received_at = findings.time(message.received_at_us(), "received_at_us"),
      .measurement = {}};
  switch (message.measurement_case()) {
    case v1::Reading::kBloodPressure: {
      const v1::BloodPressure& theirs = message.blood_pressure();
      reading.measurement = telemetry::BloodPressure{.systolic_mmhg = theirs.systolic_mmhg(),
                                                     .diastolic_mmhg = theirs.diastolic_mmhg(),
                                                     .pulse_bpm = theirs.pulse_bpm()};
      break;
    }
    case v1::Reading::kWeight:
      reading.measurement = telemetry::Weight{message.weight().grams()};
      break;
    case v1::Reading::kGlucose:
      reading.measurement = telemetry::Glucose{message.glucose().mg_per_dl()};
      break;
    case v1::Reading::kOximetry:
      reading.measurement = telemetry::Oximetry{.spo2_percent = message.oximetry().spo2_percent(),
                                                .pulse_bpm = message.oximetry().pulse_bpm()};
      break;
    case v1::Reading::MEASUREMENT_NOT_SET:
      findings.expect(false, "measurement", "one of blood_pressure, weight, glucose, oximetry");
  }
  return findings.conclude(reading);
}

void encode(const telemetry::Enrolment& enrolment, v1::Enrolment& out) {
  out.Clear();
  out.set_patient(number(enrolment.patient));
  out.set_monitoring_from_us(microseconds(enrolment.monitoring_from));
  encode(enrolment.limits, *out.mutable_limits());
  for (std::size_t i = 0; i < enrolment.devices.size(); ++i) {
    v1::Device& device = *out.add_devices();
    device.set_device(number(enrolment.devices[i]));
    device.set_kind(encode_enum<v1::DeviceKind>(enrolment.device_kinds.at(i)));
  }
}

Result<telemetry::Enrolment> decode(const v1::Enrolment& message) {
  Findings findings;
  telemetry::Enrolment enrolment{
      .patient = PatientId{message.patient()},
      .monitoring_from = findings.time(message.monitoring_from_us(), "monitoring_from_us"),
      .limits = decode(message.limits()),
      .devices = {},
      .device_kinds = {}};
  findings.expect(!message.devices().empty(), "devices", "at least one");
  decode(message.documentation(),
         findings);  // it is the store's to keep; here it need only make sense
  for (const v1::Device& device : message.devices()) {
    enrolment.devices.push_back(DeviceId{device.device()});
    enrolment.device_kinds.push_back(
        decode_enum<telemetry::DeviceKind>(device.kind(), 4, "devices.kind", findings));
  }
  return findings.conclude(std::move(enrolment));
}

void encode(const Withdrawal& withdrawal, v1::Withdrawal& out) {
  out.set_patient(number(withdrawal.patient));
  out.set_at_us(microseconds(withdrawal.at));
}

Result<Withdrawal> decode(const v1::Withdrawal& message) {
  Findings findings;
  return findings.conclude(Withdrawal{.patient = PatientId{message.patient()},
                                      .at = findings.time(message.at_us(), "at_us")});
}

void encode(const telemetry::Alert& alert, v1::Alert& out) {
  out.set_raised_at_us(microseconds(alert.raised_at));
  out.set_patient(number(alert.patient));
  out.set_device(number(alert.device));
  out.set_sequence(alert.sequence);
  out.set_kind(encode_enum<v1::AlertKind>(alert.kind));
  out.set_level(static_cast<v1::AlertLevel>(alert.level));
  out.set_suppressed(alert.suppressed);
}

Result<telemetry::Alert> decode(const v1::Alert& message) {
  Findings findings;
  const bool urgent = message.level() == v1::ALERT_LEVEL_URGENT;
  findings.expect(urgent || message.level() == v1::ALERT_LEVEL_REVIEW, "level",
                  static_cast<int>(message.level()), "1 or 2");
  const telemetry::Alert alert{
      .raised_at = findings.time(message.raised_at_us(), "raised_at_us"),
      .patient = PatientId{message.patient()},
      .device = DeviceId{message.device()},
      .sequence = message.sequence(),
      .kind = decode_enum<telemetry::AlertKind>(message.kind(), 3, "kind", findings),
      .level = urgent ? telemetry::AlertLevel::Urgent : telemetry::AlertLevel::Review,
      .suppressed = message.suppressed()};
  return findings.conclude(alert);
}

void encode(const rules::AlertRuleSettings& settings, v1::AlertRuleSettings& out) {
  out.set_join_within_us(settings.join_within.count());
  out.set_silence_after_us(settings.silence_after.count());
  out.set_silence_repeat_us(settings.silence_repeat.count());
  out.set_stale_after_us(settings.stale_after.count());
  out.set_known_for_us(settings.known_for.count());
  for (const rules::WeightGain& gain : settings.weight_gains) {
    v1::WeightGain& message = *out.add_weight_gains();
    message.set_grams(gain.grams);
    message.set_within_us(gain.within.count());
  }
}

Result<rules::AlertRuleSettings> decode(const v1::AlertRuleSettings& message) {
  Findings findings;
  rules::AlertRuleSettings settings{
      .join_within = findings.duration(message.join_within_us(), "join_within_us"),
      .silence_after = findings.duration(message.silence_after_us(), "silence_after_us"),
      .silence_repeat = findings.duration(message.silence_repeat_us(), "silence_repeat_us"),
      .stale_after = findings.duration(message.stale_after_us(), "stale_after_us"),
      .known_for = findings.duration(message.known_for_us(), "known_for_us")};
  findings.expect(message.weight_gains_size() <= 16, "weight_gains", message.weight_gains_size(),
                  "at most 16 of them");
  for (const v1::WeightGain& gain : message.weight_gains()) {
    findings.expect(gain.grams() > 0, "weight_gains.grams", gain.grams(), "more than 0");
    findings.expect(gain.within_us() > 0, "weight_gains.within_us", gain.within_us(),
                    "more than 0");
    settings.weight_gains.push_back(
        {gain.grams(), findings.duration(gain.within_us(), "weight_gains.within_us")});
  }
  return findings.conclude(std::move(settings));
}

}  // namespace caseload::wire
