#pragma once

// The windows of a run, numbered from 1 without a gap: the one in hand, and the number up to which
// they are acknowledged. The number makes it safe to send a window twice: the backend stores it
// once.
//
// Arrivals are written into the window in hand until it is sealed. It stays as it is, to be sent as
// often as need be, until its acknowledgement is taken; then the next one begins. What was sent is
// remembered: the acknowledgement is held against it (answers.hpp).

#include <cstdint>
#include <string>
#include <vector>

#include "caseload/v1/backend.pb.h"
#include "grpc/client/answers.hpp"
#include "grpc/client/sent_run.hpp"
#include "sim/rules/documentation.hpp"
#include "sim/telemetry/alert.hpp"
#include "sim/telemetry/ports.hpp"

namespace caseload::wire {

class NumberedWindows {
 public:
  // `whose` is named in what is thrown: the backend and the run; `documentation` goes with every
  // enrolment.
  NumberedWindows(std::string whose, const rules::Documentation& documentation)
      : whose_(std::move(whose)), documentation_(documentation) {}
  NumberedWindows(const NumberedWindows&) = delete;
  NumberedWindows& operator=(const NumberedWindows&) = delete;

  void enrol(const telemetry::Enrolment& enrolment);
  void withdraw(PatientId patient, SimTime at);
  bool accept(const telemetry::Reading& reading);  // false: a further copy

  // The window in hand, with its number, and nothing earlier than `watermark` to come after it.
  const v1::StreamRequest& seal(SimTime watermark);
  // The alerts that the answer brings. Throws Refused where it is not the acknowledgement of all of
  // the window in hand, which is then still in hand, or brings alerts that cannot be.
  std::vector<telemetry::Alert> acknowledge(const v1::StreamResponse& answer);

  std::uint64_t acknowledged() const { return acknowledged_; }  // the last one's number; 0: none
  std::uint64_t readings() const { return readings_; }          // in the window in hand
  const SentRun& sent() const { return sent_; }
  std::uint64_t alerts() const { return told_.count(); }  // that acknowledgements brought

 private:
  std::string whose_;
  rules::Documentation documentation_;
  v1::StreamRequest in_hand_;
  std::uint64_t readings_ = 0;
  std::uint64_t acknowledged_ = 0;
  SimTime opens_;  // the watermark of the last one acknowledged
  SentRun sent_;
  AlertsTold told_{sent_};
};

}  // namespace caseload::wire
