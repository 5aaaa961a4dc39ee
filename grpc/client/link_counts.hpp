#pragma once

// What a link counts while it works: every reading it was handed, and what the backend said of it.

#include <cstdint>

#include "caseload/v1/backend.pb.h"
#include "sim/base/fingerprint.hpp"
#include "sim/telemetry/reading.hpp"

namespace caseload::wire {

// readings = distinct + duplicates = acknowledged + not acknowledged yet
// acknowledged = stored_new + stored_known
struct LinkCounts {
  std::uint64_t windows = 0;       // acknowledged
  std::uint64_t readings = 0;      // handed in
  std::uint64_t distinct = 0;      // of them, by (device, sequence)
  std::uint64_t duplicates = 0;    // further copies
  std::uint64_t digest = 0;        // sum of telemetry::reading_digest over the distinct ones
  Fingerprint order;               // of the same, in the order in which they were handed in
  std::uint64_t acknowledged = 0;  // durably stored, says the backend
  std::uint64_t stored_new = 0;    // of them, it says, not stored before
  std::uint64_t stored_known = 0;  // and copies of stored ones
  std::uint64_t resent = 0;        // sent again, in windows whose acknowledgement was lost
  std::uint64_t reconnections = 0;

  std::uint64_t unacknowledged() const { return readings - acknowledged; }
};

class LinkTally {
 public:
  // `first`: no copy of it was handed in before.
  void handed_in(const telemetry::Reading& reading, bool first);
  void connected();  // the first time, or anew
  void sent_again(std::uint64_t readings) { counts_.resent += readings; }
  void acknowledged(const v1::Acknowledgement& answer);

  const LinkCounts& counts() const { return counts_; }

 private:
  LinkCounts counts_;
};

}  // namespace caseload::wire
