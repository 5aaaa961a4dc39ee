#pragma once

// What this side has sent of a run: who is enrolled with which devices, and which readings. Nothing
// that a backend says of the run is believed before it was held against this.

#include <cstdint>
#include <unordered_map>
#include <unordered_set>

#include "sim/rules/seen_sequences.hpp"
#include "sim/telemetry/ports.hpp"

namespace caseload::wire {

class SentRun {
 public:
  void enrol(const telemetry::Enrolment& enrolment);
  // False: a further copy of a reading. Requires: sequence ≥ 1.
  bool accept(const telemetry::Reading& reading);
  // Nothing earlier than this will come.
  void seal(SimTime watermark) { watermark_ = watermark; }

  std::uint64_t patients() const { return patients_.size(); }  // enrolled, withdrawn or not
  std::uint64_t readings() const { return readings_; }         // each identity once
  SimTime watermark() const { return watermark_; }             // the last one
  // A spell of silence begins with a reading or an enrolment, and is alerted once.
  std::uint64_t silences_at_most() const { return readings_ + enrolments_; }

  bool enrolled(PatientId patient) const { return patients_.contains(number(patient)); }
  bool owns(PatientId patient, DeviceId device) const;
  bool sent(DeviceId device, std::uint32_t sequence) const;

 private:
  struct Device {
    PatientId patient{};
    rules::SeenSequences sequences{};
  };
  std::unordered_set<std::uint32_t> patients_;
  std::unordered_map<std::uint32_t, Device> devices_;
  std::uint64_t enrolments_ = 0;
  std::uint64_t readings_ = 0;
  SimTime watermark_;
};

}  // namespace caseload::wire
