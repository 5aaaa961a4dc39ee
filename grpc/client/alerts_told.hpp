#pragma once

// The alerts of a run as a backend tells them, one after the other, each held against what was
// sent.

#include <cstdint>
#include <unordered_map>

#include "caseload/v1/alert.pb.h"
#include "grpc/client/sent_run.hpp"
#include "sim/base/result.hpp"
#include "sim/telemetry/alert.hpp"

namespace caseload::wire {

class AlertsTold {
 public:
  // `sent` must outlive it.
  explicit AlertsTold(const SentRun& sent) : sent_(sent) {}

  // The next one. Refused: a kind or level that there is not; a moment before the one before it,
  // before `from` or after `to`; a patient who was never enrolled, a device that is not this
  // patient's, a reading that was never sent; a second alert of one reading, and more spells of
  // silence than can have been. The error begins with the field.
  Result<telemetry::Alert> next(const v1::Alert& message, SimTime from, SimTime to);

  std::uint64_t count() const { return count_; }

 private:
  const SentRun& sent_;
  std::unordered_map<std::uint32_t, rules::SeenSequences> alerted_;  // readings, by device
  SimTime last_;
  std::uint64_t count_ = 0;
  std::uint64_t silences_ = 0;
};

}  // namespace caseload::wire
