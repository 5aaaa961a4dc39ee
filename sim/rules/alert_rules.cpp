#include "sim/rules/alert_rules.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "sim/base/check.hpp"

namespace caseload::rules {
namespace {

telemetry::AlertLevel grade(std::int32_t value, const telemetry::SignalLimits& limits) {
  if (limits.urgent.outside(value)) return telemetry::AlertLevel::Urgent;
  if (limits.review.outside(value)) return telemetry::AlertLevel::Review;
  return telemetry::AlertLevel::None;
}

// One per alternative of Measurement.
struct Grader {
  const telemetry::Limits& limits;

  telemetry::AlertLevel operator()(const telemetry::BloodPressure& pressure) const {
    return std::max({grade(pressure.systolic_mmhg, limits.systolic_mmhg),
                     grade(pressure.diastolic_mmhg, limits.diastolic_mmhg),
                     grade(pressure.pulse_bpm, limits.pulse_bpm)});
  }
  telemetry::AlertLevel operator()(const telemetry::Weight& weight) const {
    return grade(weight.grams, limits.weight_grams);
  }
  telemetry::AlertLevel operator()(const telemetry::Glucose& glucose) const {
    return grade(glucose.mg_per_dl, limits.glucose_mg_per_dl);
  }
  telemetry::AlertLevel operator()(const telemetry::Oximetry& oximetry) const {
    return std::max(grade(oximetry.spo2_percent, limits.spo2_percent),
                    grade(oximetry.pulse_bpm, limits.pulse_bpm));
  }
};

}  // namespace

telemetry::AlertLevel grade(const telemetry::Measurement& measurement,
                            const telemetry::Limits& limits) {
  return std::visit(Grader{limits}, measurement);
}

AlertRules::AlertRules(const AlertRuleSettings& settings) : settings_(settings) {
  for (const WeightGain& gain : settings_.weight_gains) {
    CASELOAD_CHECK(gain.grams > 0 && gain.within > SimDuration::zero(),
                   "a gain takes weight and time");
    longest_gain_ = std::max(longest_gain_, gain.within);
  }
}

void AlertRules::enrol(const telemetry::Enrolment& enrolment) {
  const std::uint32_t index = number(enrolment.patient);
  CASELOAD_CHECK(index < kIdLimit, "patients are numbered densely");
  CASELOAD_CHECK(!enrolment.devices.empty(), "an enrolment needs a device");
  for (const DeviceId id : enrolment.devices) {
    CASELOAD_CHECK(number(id) < kIdLimit, "devices are numbered densely");
    if (!knows(id)) {
      devices_.open(devices_.size()).patient = index;
      place_of_device_.open(number(id)) = devices_.size();
    }
    CASELOAD_CHECK(device(id).patient == index, "a device belongs to one patient");
  }

  Patient& patient = patients_.open(index);
  patient.limits = enrolment.limits;
  if (patient.known && patient.withdrawn_at == kNever) return;

  // Of an episode that ended, a silence may have fallen due that no watermark has passed yet.
  if (patient.silent_at < std::min(patient.withdrawn_at, enrolment.monitoring_from)) {
    raise_silence(index);
  }
  SimTime since = std::max(enrolment.monitoring_from, watermark_);
  if (patient.known) since = std::max(since, patient.withdrawn_at);
  patient.known = true;
  patient.monitored_from = enrolment.monitoring_from;
  patient.withdrawn_at = kNever;
  patient.silent_at = kNever;
  patient.last_device = enrolment.devices.front();
  patient.last_sequence = 0;
  listen_from(index, since);
}

void AlertRules::remember(PatientId id, std::optional<SimTime> last_heard,
                          std::optional<SimTime> last_silence) {
  CASELOAD_CHECK(patients_.has(number(id)) && patients_[number(id)].known,
                 "only of an enrolled patient is there anything to remember");
  Patient& patient = patients_[number(id)];
  if (settings_.silence_after == SimDuration::zero()) return;
  CASELOAD_CHECK(patient.silent_at != kNever, "what went before is told before anything happens");
  if (last_silence) patient.next_silence_from = next_block(patient.monitored_from, *last_silence);
  const SimTime stands_at = std::exchange(patient.silent_at, kNever);
  listen_from(number(id), last_heard.value_or(stands_at - settings_.silence_after));
  if (patient.silent_at < stands_at) queue_silence(number(id));
}

void AlertRules::withdraw(PatientId patient, SimTime at) {
  CASELOAD_CHECK(patients_.has(number(patient)) && patients_[number(patient)].known,
                 "only an enrolled patient can withdraw");
  SimTime& withdrawn_at = patients_[number(patient)].withdrawn_at;
  withdrawn_at = std::min(withdrawn_at, at);
}

void AlertRules::accept(const telemetry::Reading& reading) {
  CASELOAD_CHECK(reading.received_at >= not_before_, "a reading arrived in the past");
  CASELOAD_CHECK(knows(reading.device), "a reading came from an unknown device");
  DeviceState& device = this->device(reading.device);
  CASELOAD_CHECK(device.patient == number(reading.patient),
                 "a reading came from a device that is not its patient's");
  CASELOAD_CHECK(reading.sequence >= 1, "sequences count from 1");
  not_before_ = reading.received_at;

  if (!device.seen.insert(reading.sequence)) return;
  Patient& patient = patients_[device.patient];
  if (reading.received_at >= patient.withdrawn_at) return;

  // The spell this reading ends may have alerted before it came, though no watermark said so yet.
  if (patient.silent_at < reading.received_at) raise_silence(device.patient);
  patient.last_device = reading.device;
  patient.last_sequence = reading.sequence;
  listen_from(device.patient, reading.received_at);

  const bool gained = gains_weight(reading);
  if (reading.received_at - reading.taken_at > settings_.stale_after) return;
  const telemetry::AlertLevel level = grade(reading.measurement, patient.limits);
  if (level != telemetry::AlertLevel::None)
    return raise_reading(reading, device, telemetry::AlertKind::Reading, level);
  if (gained)
    raise_reading(reading, device, telemetry::AlertKind::Trend, telemetry::AlertLevel::Review);
}

// Late readings raise nothing, but later ones are compared with them.
bool AlertRules::gains_weight(const telemetry::Reading& reading) {
  const auto* const weight = std::get_if<telemetry::Weight>(&reading.measurement);
  if (weight == nullptr || settings_.weight_gains.empty()) return false;
  RecentWeights& recent = weights_.open(place(reading.device));
  const bool gained = std::ranges::any_of(settings_.weight_gains, [&](const WeightGain& rule) {
    return recent.gained(rule, reading.taken_at, weight->grams);
  });
  recent.note(reading.taken_at, weight->grams, longest_gain_);
  return gained;
}

// In a large panel all of these are cache misses.
void AlertRules::expect(const telemetry::Reading& reading) const {
  if (!patients_.has(number(reading.patient)) || !knows(reading.device)) return;
  const Patient& patient = patients_[number(reading.patient)];
  __builtin_prefetch(&patient.silent_at, 1);
  __builtin_prefetch(&patient.limits);
  __builtin_prefetch(&patient.limits.spo2_percent);
  __builtin_prefetch(&devices_[place(reading.device)], 1);
}

std::vector<telemetry::Alert> AlertRules::advance(SimTime watermark) {
  CASELOAD_CHECK(watermark >= watermark_, "a watermark went back");
  watermark_ = watermark;
  not_before_ = std::max(not_before_, watermark);

  while (!silences_.empty() && silences_.top().at <= watermark) {
    const Silence due = silences_.top();
    silences_.pop();
    Patient& patient = patients_[due.patient];
    patient.queued = false;
    if (patient.silent_at <= watermark) {
      raise_silence(due.patient);
    } else {
      queue_silence(due.patient);
    }
  }

  if (raised_.empty()) return {};
  std::ranges::sort(raised_);
  const auto later = std::ranges::upper_bound(raised_, watermark, {}, &telemetry::Alert::raised_at);
  std::vector<telemetry::Alert> handed_on(raised_.begin(), later);
  raised_.erase(raised_.begin(), later);
  return handed_on;
}

void AlertRules::listen_from(std::uint32_t index, SimTime since) {
  if (settings_.silence_after == SimDuration::zero()) return;
  Patient& patient = patients_[index];
  const SimTime earliest = since + settings_.silence_after;
  // While a spell has not alerted, being heard can only put the alert off.
  patient.silent_at = std::max(
      earliest, patient.silent_at == kNever ? patient.next_silence_from : patient.silent_at);
  if (!patient.queued) queue_silence(index);
}

void AlertRules::queue_silence(std::uint32_t index) {
  Patient& patient = patients_[index];
  if (patient.silent_at == kNever || patient.silent_at >= patient.withdrawn_at) return;
  patient.queued = true;
  silences_.push({patient.silent_at, index});
}

SimTime AlertRules::next_block(SimTime monitored_from, SimTime at) const {
  const SimDuration block = settings_.silence_repeat;
  if (block == SimDuration::zero()) return at;
  return monitored_from + ((at - monitored_from) / block + 1) * block;
}

void AlertRules::raise_silence(std::uint32_t index) {
  Patient& patient = patients_[index];
  if (patient.silent_at < patient.withdrawn_at) {
    raised_.push_back({.raised_at = patient.silent_at,
                       .patient = PatientId{index},
                       .device = patient.last_device,
                       .sequence = patient.last_sequence,
                       .kind = telemetry::AlertKind::Silence,
                       .level = telemetry::AlertLevel::Review});
    patient.next_silence_from = next_block(patient.monitored_from, patient.silent_at);
  }
  patient.silent_at = kNever;
}

bool AlertRules::closes(const telemetry::Reading& reading, telemetry::AlertLevel level) {
  if (settings_.known_for == SimDuration::zero()) return false;
  SimTime& known_until = known_until_.open(place(reading.device));
  if (level == telemetry::AlertLevel::Review && reading.received_at < known_until) return true;
  known_until = reading.received_at + settings_.known_for;
  return false;
}

void AlertRules::raise_reading(const telemetry::Reading& reading, DeviceState& device,
                               telemetry::AlertKind kind, telemetry::AlertLevel level) {
  if (reading.received_at < device.window_ends && level <= device.window_level) return;
  device.window_ends = reading.received_at + settings_.join_within;
  device.window_level = level;
  raised_.push_back({.raised_at = reading.received_at,
                     .patient = reading.patient,
                     .device = reading.device,
                     .sequence = reading.sequence,
                     .kind = kind,
                     .level = level,
                     .suppressed = closes(reading, level)});
}

}  // namespace caseload::rules
