#pragma once

// Ana, who has a cuff and a scale, and what is heard of her: what the tests of the alert rules
// speak of.

#include "sim/rules/alert_rules.hpp"

namespace caseload::rules::testing {

using namespace std::chrono_literals;

inline constexpr SimTime kStart{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1}};
inline constexpr PatientId kAna{3};
inline constexpr PatientId kBen{5};
inline constexpr DeviceId kCuff{10};
inline constexpr DeviceId kScale{11};
inline constexpr DeviceId kBensCuff{12};

inline telemetry::Limits limits() {
  telemetry::Limits limits;
  limits.systolic_mmhg = {.review = {90, 160}, .urgent = {80, 180}};
  limits.pulse_bpm.review = {50, 110};
  limits.weight_grams.review.high = 90'000;
  return limits;
}

inline telemetry::Enrolment ana(SimTime from = kStart) {
  return {.patient = kAna,
          .monitoring_from = from,
          .limits = limits(),
          .devices = {kCuff, kScale},
          .device_kinds = {telemetry::DeviceKind::Cuff, telemetry::DeviceKind::Scale}};
}

inline telemetry::Reading pressure(std::uint32_t sequence, SimDuration received,
                                   std::int32_t systolic) {
  return {.patient = kAna,
          .device = kCuff,
          .sequence = sequence,
          .taken_at = kStart + received - 1min,
          .received_at = kStart + received,
          .measurement = telemetry::BloodPressure{systolic, 70, 70}};
}

inline telemetry::Alert alert(std::uint32_t sequence, SimDuration raised,
                              telemetry::AlertLevel level = telemetry::AlertLevel::Review) {
  return {.raised_at = kStart + raised,
          .patient = kAna,
          .device = kCuff,
          .sequence = sequence,
          .kind = telemetry::AlertKind::Reading,
          .level = level};
}

inline telemetry::Alert silence(std::uint32_t sequence, SimDuration raised) {
  telemetry::Alert silent = alert(sequence, raised);
  silent.kind = telemetry::AlertKind::Silence;
  return silent;
}

// The alerts up to a time after the start.
inline std::vector<telemetry::Alert> heard(AlertRules& rules, SimDuration until) {
  return rules.advance(kStart + until);
}

inline AlertRules with_ana(const AlertRuleSettings& settings = {}) {
  AlertRules rules(settings);
  rules.enrol(ana());
  return rules;
}

}  // namespace caseload::rules::testing
