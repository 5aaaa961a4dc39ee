#pragma once

// The windows of a run, numbered from 1 without a gap: the one in hand, and the number up to which
// they are acknowledged. The number makes it safe to send a window twice: the backend stores it
// once.
//
// Arrivals are written into the window in hand until it is sealed. It stays as it is, to be sent as
// often as need be, until its acknowledgement is taken; then the next one begins.

#include <cstdint>
#include <string>
#include <vector>

#include "caseload/v1/backend.pb.h"
#include "sim/rules/documentation.hpp"
#include "sim/telemetry/alert.hpp"
#include "sim/telemetry/ports.hpp"

namespace caseload::wire {

class NumberedWindows {
 public:
  // `target` is named in what is thrown; `documentation` goes with every enrolment.
  NumberedWindows(std::string target, const rules::Documentation& documentation)
      : target_(std::move(target)), documentation_(documentation) {}

  void enrol(const telemetry::Enrolment& enrolment);
  void withdraw(PatientId patient, SimTime at);
  void accept(const telemetry::Reading& reading);

  // The window in hand, with its number, and nothing earlier than `watermark` to come after it.
  const v1::StreamRequest& seal(SimTime watermark);
  // The alerts that the answer brings. Throws Refused where it is not the acknowledgement of all of
  // the window in hand, which is then still in hand.
  std::vector<telemetry::Alert> acknowledge(const v1::StreamResponse& answer);

  std::uint64_t acknowledged() const { return acknowledged_; }  // the last one's number; 0: none
  std::uint64_t readings() const { return readings_; }          // in the window in hand

 private:
  std::string target_;
  rules::Documentation documentation_;
  v1::StreamRequest in_hand_;
  std::uint64_t readings_ = 0;
  std::uint64_t acknowledged_ = 0;
};

}  // namespace caseload::wire
