#pragma once

// From readings and silence to alerts: the one judge, called in process by the simulation and
// behind gRPC by the reference backend.
//
// Deterministic: the same enrolments, readings and watermarks in the same order give the same
// alerts. A reading is judged when it arrives, against the limits of its patient, worst signal
// first. Repeats of the same patient and device within `join_within` of the alert that opened the
// window are joined to it, unless they are worse (urgent after review), which opens a new window. A
// weight that has risen by as much as `weight_gains` say is a trend, and judged like a reading
// beyond its review limits. For `known_for` after an alert that was handed to people, further ones
// of the same device at review level are suppressed as they are raised: somebody knows. Silence: no
// reading received for `silence_after` since the last one, or since monitoring began; one alert per
// spell and at most one in each block of `silence_repeat` since monitoring began (so that those of
// a panel do not all fall due together), raised at the very instant at which all three allow it. A
// reading received at that instant was still heard in time. Late readings (taken more than
// `stale_after` before they arrive) end a silence but raise nothing. A second copy of a reading
// changes nothing.
//
// Where the watermarks fall changes no alert, only when it is handed on, under two conditions. What
// arrives at an instant is handed in before the watermark of that instant. And who joins is handed
// in while the last watermark is not past the start of monitoring: an enrolment bears no moment of
// arrival, so the silence of someone monitored for longer can only be counted from that watermark.
// Hence a run over patients who were there before it begins with a watermark, even if nothing
// arrived, and to leave out this one moves the first silence of each of them.

#include <optional>
#include <queue>
#include <vector>

#include "sim/base/stable_table.hpp"
#include "sim/rules/seen_sequences.hpp"
#include "sim/rules/weight_trend.hpp"
#include "sim/telemetry/ports.hpp"

namespace caseload::rules {

struct AlertRuleSettings {
  SimDuration join_within = hours{20};
  SimDuration silence_after = hours{48};  // zero: silence never alerts
  SimDuration silence_repeat = days{30};  // zero: one alert per spell, however many spells
  SimDuration stale_after = hours{24};
  SimDuration known_for{};                 // zero: no alert is suppressed by the rules
  std::vector<WeightGain> weight_gains{};  // any of them is a trend; empty: none is looked for
};

// The level of one measurement against limits.
telemetry::AlertLevel grade(const telemetry::Measurement& measurement,
                            const telemetry::Limits& limits);

// Cost: accept takes constant time; advance takes time only for the patients whose silence may have
// fallen due, each at most once per `silence_after`. About 230 bytes for a patient with one device;
// 8 more for each device where alerts close, 24 and the recent weights where trends are looked for.
class AlertRules final : public telemetry::ReadingSink, public telemetry::AlertSource {
 public:
  // Patients and devices are numbered densely (ids.hpp) and kept in tables; numbers from here on
  // are refused by a check, so a caller who takes numbers from strangers must refuse them first.
  static constexpr std::uint32_t kIdLimit = 1U << 24;

  explicit AlertRules(const AlertRuleSettings& settings);

  // Silence counts from `monitoring_from`, or from the last watermark where that is later: nobody
  // listened before. Enrolling an enrolled patient replaces limits and adds devices; enrolling one
  // who withdrew begins a new episode, at the earliest where the old one ended. Requires: at least
  // one device, none of them another patient's.
  void enrol(const telemetry::Enrolment& enrolment) override;
  // What is known from before the first watermark: when the patient was last heard, and when a
  // silence was last alerted. Silence then counts from there. Requires: enrolled, and nothing of
  // this patient has arrived or been judged yet.
  void remember(PatientId patient, std::optional<SimTime> last_heard,
                std::optional<SimTime> last_silence);
  // From `at` on, nothing of this patient is judged; of two withdrawals the earlier holds.
  // Requires: the patient was enrolled.
  void withdraw(PatientId patient, SimTime at) override;
  // Requires: the device is this patient's; sequence ≥ 1; received_at not before the last reading's
  // nor the last watermark.
  void accept(const telemetry::Reading& reading) override;
  void expect(const telemetry::Reading& reading) const override;
  std::vector<telemetry::Alert> advance(SimTime watermark) override;

 private:
  static constexpr SimTime kNever = SimTime::max();
  static constexpr std::uint32_t kNobody = UINT32_MAX;

  struct Patient {
    SimTime silent_at = kNever;  // when the present spell alerts; kNever: it has, or cannot
    SimTime next_silence_from = SimTime::min();  // after the last silence alert: the next block
    SimTime withdrawn_at = kNever;
    DeviceId last_device{};  // heard
    std::uint32_t last_sequence = 0;
    bool queued = false;  // stands in silences_
    bool known = false;
    telemetry::Limits limits;
    SimTime monitored_from;  // the first block of silence_repeat begins here
  };
  struct DeviceState {
    SeenSequences seen;
    SimTime window_ends = SimTime::min();
    std::uint32_t patient = kNobody;
    telemetry::AlertLevel window_level = telemetry::AlertLevel::None;
  };
  struct Silence {
    SimTime at;
    std::uint32_t patient;
    friend auto operator<=>(const Silence&, const Silence&) = default;
  };

  void listen_from(std::uint32_t patient, SimTime since);
  void queue_silence(std::uint32_t patient);
  SimTime next_block(SimTime monitored_from, SimTime at) const;
  void raise_silence(std::uint32_t patient);
  bool gains_weight(const telemetry::Reading& reading);
  void raise_reading(const telemetry::Reading& reading, DeviceState& device,
                     telemetry::AlertKind kind, telemetry::AlertLevel level);
  bool closes(const telemetry::Reading& reading, telemetry::AlertLevel level);

  AlertRuleSettings settings_;
  SimDuration longest_gain_{};  // of settings_.weight_gains
  std::uint32_t place(DeviceId id) const { return place_of_device_[number(id)] - 1; }
  DeviceState& device(DeviceId id) { return devices_[place(id)]; }
  bool knows(DeviceId id) const {
    return place_of_device_.has(number(id)) && place_of_device_[number(id)] != 0;
  }

  StableTable<Patient> patients_;  // by patient number
  // Device numbers leave gaps: a patient's first is the patient's number times some constant.
  StableTable<std::uint32_t> place_of_device_;  // one more than its place in devices_; 0: none
  StableTable<DeviceState> devices_;
  // What few runs and few devices need, by place in devices_.
  StableTable<SimTime> known_until_;  // the default is long ago
  StableTable<RecentWeights> weights_;
  // A listening patient stands here once, at or before silent_at, which only moves on: a reading
  // need not touch the queue, and the entry is put right when its time comes.
  std::priority_queue<Silence, std::vector<Silence>, std::greater<>> silences_;
  std::vector<telemetry::Alert> raised_;  // not handed on yet
  SimTime watermark_ = SimTime::min();
  SimTime not_before_ = SimTime::min();  // the last arrival or watermark
};

}  // namespace caseload::rules
