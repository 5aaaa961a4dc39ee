#pragma once

// The records of a listing, one after the other, each held against what was sent: a listing that
// never ends is found out at its first record too many, and one that comes back to the beginning at
// the first it repeats.

#include <cstdint>
#include <optional>
#include <unordered_map>

#include "caseload/v1/claims.pb.h"
#include "caseload/v1/reading.pb.h"
#include "grpc/client/alerts_told.hpp"
#include "grpc/client/sent_run.hpp"
#include "grpc/convert/claims.hpp"
#include "sim/base/calendar.hpp"
#include "sim/base/result.hpp"
#include "sim/telemetry/reading.hpp"

namespace caseload::wire {

// Errors are Incorrect, and begin with the number of the record in its listing, from 1.
class ListedReadings {
 public:
  // `sent`: none, where only the messages themselves can be judged; else it must outlive this.
  explicit ListedReadings(const SentRun* sent) : sent_(sent) {}
  // Refused: a reading that was never sent, or was listed before.
  Result<telemetry::Reading> next(const v1::Reading& message);

 private:
  const SentRun* sent_;
  std::unordered_map<std::uint32_t, rules::SeenSequences> listed_;  // by device
  std::uint64_t count_ = 0;
};

class ListedAlerts {
 public:
  // `handed_on`: how many alerts the acknowledgements brought.
  ListedAlerts(const SentRun* sent, std::uint64_t handed_on);
  // Refused: what no acknowledgement can have brought (alerts_told.hpp), and one more than they
  // did.
  Result<telemetry::Alert> next(const v1::Alert& message);

 private:
  const SentRun* sent_;
  std::optional<AlertsTold> told_;
  std::uint64_t handed_on_;
  std::uint64_t count_ = 0;
};

class ListedClaims {
 public:
  ListedClaims(const SentRun* sent, CalendarMonth month) : sent_(sent), month_(month) {}
  // Refused: a patient who was never enrolled or comes after a higher number; more time than the
  // month has, or more of it by practitioners than by all; a service that does not end in the
  // month, or ends before it begins.
  Result<PatientClaims> next(const v1::PatientMonth& message);

 private:
  const SentRun* sent_;
  CalendarMonth month_;
  std::optional<PatientId> last_;
  std::uint64_t count_ = 0;
};

}  // namespace caseload::wire
