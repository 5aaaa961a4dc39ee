// Random clinics: the judge against a slow one that sees everything at once and knows no watermark.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "sim/rules/alert_rules.hpp"

namespace caseload::rules {
namespace {

using namespace std::chrono_literals;

constexpr SimTime kStart{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1}};
constexpr int kPatients = 3;
constexpr int kDevicesEach = 2;
constexpr int kHours = 400;
// Short, so that windows, spells and repeats all meet within a few readings.
const AlertRuleSettings kSettings{.join_within = 5h,
                                  .silence_after = 10h,
                                  .silence_repeat = 40h,
                                  .stale_after = 3h,
                                  .known_for = 30h,
                                  .weight_gains = {{2, 6h}, {3, 12h}}};

struct Clinic {
  std::vector<telemetry::Reading> readings;  // in order of arrival, copies and late ones among them
  std::map<PatientId, SimTime> withdrawn;
};

telemetry::Enrolment enrolment(int patient) {
  telemetry::Enrolment enrolment{.patient = PatientId(static_cast<std::uint32_t>(patient)),
                                 .monitoring_from = kStart,
                                 .limits = {},
                                 .devices = {},
                                 .device_kinds = {}};
  enrolment.limits.glucose_mg_per_dl = {.review = {.high = 2}, .urgent = {.high = 3}};
  enrolment.limits.weight_grams = {.review = {.high = 4}, .urgent = {.high = 5}};
  for (int d = 0; d < kDevicesEach; ++d) {
    enrolment.devices.push_back(DeviceId(static_cast<std::uint32_t>(patient * kDevicesEach + d)));
    enrolment.device_kinds.push_back(d == 0 ? telemetry::DeviceKind::Glucometer
                                            : telemetry::DeviceKind::Scale);
  }
  return enrolment;
}

// Whole hours, so that readings meet deadlines and watermarks exactly, and often.
Clinic any_clinic() {
  Clinic clinic;
  auto drawn = *rc::gen::container<std::vector<std::tuple<int, int, int, int, int>>>(
      rc::gen::tuple(rc::gen::inRange(0, kHours), rc::gen::inRange(0, kPatients * kDevicesEach),
                     rc::gen::inRange(1, 30), rc::gen::inRange(0, 6), rc::gen::inRange(0, 6)));
  std::ranges::sort(drawn);
  for (const auto& [hour, device, sequence, delay, value] : drawn) {
    clinic.readings.push_back(
        {.patient = PatientId(static_cast<std::uint32_t>(device / kDevicesEach)),
         .device = DeviceId(static_cast<std::uint32_t>(device)),
         .sequence = static_cast<std::uint32_t>(sequence),
         .taken_at = kStart + (hour - delay) * 1h,
         .received_at = kStart + hour * 1h,
         .measurement = device % kDevicesEach == 0
                            ? telemetry::Measurement{telemetry::Glucose{value % 4}}
                            : telemetry::Measurement{telemetry::Weight{value}}});
  }
  for (int p = 0; p < kPatients; ++p) {
    if (*rc::gen::arbitrary<bool>()) {
      clinic.withdrawn[PatientId(static_cast<std::uint32_t>(p))] =
          kStart + *rc::gen::inRange(0, kHours) * 1h;
    }
  }
  return clinic;
}

// Everything that happens at an hour is handed in, then, where asked for, the watermark of that
// hour.
std::vector<telemetry::Alert> judged(const Clinic& clinic, const std::set<int>& watermark_hours) {
  AlertRules rules(kSettings);
  for (int p = 0; p < kPatients; ++p) rules.enrol(enrolment(p));
  std::vector<telemetry::Alert> all;
  auto next = clinic.readings.begin();
  for (int hour = 0; hour <= kHours; ++hour) {
    const SimTime now = kStart + hour * 1h;
    for (const auto& [patient, at] : clinic.withdrawn) {
      if (at == now) rules.withdraw(patient, at);
    }
    for (; next != clinic.readings.end() && next->received_at == now; ++next) rules.accept(*next);
    if (watermark_hours.contains(hour) || hour == kHours) {
      const std::vector<telemetry::Alert> handed_on = rules.advance(now);
      all.insert(all.end(), handed_on.begin(), handed_on.end());
    }
  }
  return all;
}

// Whether one of these readings of a scale, the last, has risen too far above one before it.
bool rising(const std::vector<telemetry::Reading>& weighed) {
  const telemetry::Reading& last = weighed.back();
  for (std::size_t i = 0; i + 1 < weighed.size(); ++i) {
    if (weighed[i].taken_at >= last.taken_at) return false;
  }
  for (std::size_t i = 0; i + 1 < weighed.size(); ++i) {
    for (const WeightGain& rule : kSettings.weight_gains) {
      const std::int32_t gained = std::get<telemetry::Weight>(last.measurement).grams -
                                  std::get<telemetry::Weight>(weighed[i].measurement).grams;
      if (last.taken_at - weighed[i].taken_at <= rule.within && gained >= rule.grams) return true;
    }
  }
  return false;
}

// The words of alert_rules.hpp, one patient at a time.
std::vector<telemetry::Alert> judged_slowly(const Clinic& clinic) {
  std::vector<telemetry::Alert> all;
  for (int p = 0; p < kPatients; ++p) {
    const telemetry::Enrolment enrolled = enrolment(p);
    const auto left = clinic.withdrawn.find(enrolled.patient);
    const SimTime until = left == clinic.withdrawn.end() ? SimTime::max() : left->second;

    std::set<std::pair<DeviceId, std::uint32_t>> seen;
    std::vector<telemetry::Reading> heard;
    for (const telemetry::Reading& reading : clinic.readings) {
      if (reading.patient == enrolled.patient &&
          seen.insert({reading.device, reading.sequence}).second && reading.received_at < until) {
        heard.push_back(reading);
      }
    }

    std::map<DeviceId, telemetry::Alert> windows;
    std::map<DeviceId, SimTime> last_for_people;
    std::map<DeviceId, std::vector<telemetry::Reading>> weighed;
    for (const telemetry::Reading& reading : heard) {
      telemetry::AlertLevel level = grade(reading.measurement, enrolled.limits);
      telemetry::AlertKind kind = telemetry::AlertKind::Reading;
      if (std::holds_alternative<telemetry::Weight>(reading.measurement)) {
        weighed[reading.device].push_back(reading);
        if (level == telemetry::AlertLevel::None && rising(weighed[reading.device])) {
          level = telemetry::AlertLevel::Review;
          kind = telemetry::AlertKind::Trend;
        }
      }
      if (level == telemetry::AlertLevel::None) continue;
      if (reading.received_at - reading.taken_at > kSettings.stale_after) continue;
      const auto open = windows.find(reading.device);
      if (open != windows.end() && level <= open->second.level &&
          reading.received_at - open->second.raised_at < kSettings.join_within) {
        continue;
      }
      const auto seen_by_people = last_for_people.find(reading.device);
      const bool known = seen_by_people != last_for_people.end() &&
                         reading.received_at - seen_by_people->second < kSettings.known_for;
      const bool suppressed = level == telemetry::AlertLevel::Review && known;
      const telemetry::Alert raised{
          reading.received_at, reading.patient, reading.device, reading.sequence, kind, level,
          suppressed};
      if (!suppressed) last_for_people[reading.device] = reading.received_at;
      windows.insert_or_assign(reading.device, raised);
      all.push_back(raised);
    }

    SimTime last_silence = SimTime::min();
    for (std::size_t spell = 0; spell <= heard.size(); ++spell) {
      const telemetry::Reading* last = spell == 0 ? nullptr : &heard[spell - 1];
      SimTime due = (last ? last->received_at : kStart) + kSettings.silence_after;
      if (last_silence != SimTime::min())
        due = std::max(due, kStart + ((last_silence - kStart) / kSettings.silence_repeat + 1) *
                                         kSettings.silence_repeat);
      const bool ended = spell < heard.size() && heard[spell].received_at <= due;
      if (ended || due >= until || due > kStart + kHours * 1h) continue;
      all.push_back({due, enrolled.patient, last ? last->device : enrolled.devices.front(),
                     last ? last->sequence : 0, telemetry::AlertKind::Silence,
                     telemetry::AlertLevel::Review});
      last_silence = due;
    }
  }
  std::ranges::sort(all);
  return all;
}

RC_GTEST_PROP(AlertRulesProperties, AgreesWithTheSlowJudgeWhereverTheWatermarksFall, ()) {
  const Clinic clinic = any_clinic();
  const auto some = *rc::gen::container<std::set<int>>(rc::gen::inRange(0, kHours));
  std::set<int> every_hour;
  for (int hour = 0; hour <= kHours; ++hour) every_hour.insert(hour);

  const std::vector<telemetry::Alert> expected = judged_slowly(clinic);

  RC_CLASSIFY(expected.size() > 12, "many alerts");
  RC_ASSERT(judged(clinic, every_hour) == expected);
  RC_ASSERT(judged(clinic, some) == expected);
  RC_ASSERT(judged(clinic, {}) == expected);
}

}  // namespace
}  // namespace caseload::rules
