#pragma once

// What a backend answers, read as what a stranger says: no number in it is an index, a length or a
// moment before it was held against what this side sent.
//
// Pure functions from messages to our own types. An error names the field, what it says and what
// was expected; it is Incorrect, and the run ends with it: whoever asks adds which backend and
// which run.

#include <cstdint>
#include <vector>

#include "caseload/v1/backend.pb.h"
#include "grpc/client/alerts_told.hpp"
#include "grpc/client/sent_run.hpp"
#include "sim/base/result.hpp"
#include "sim/telemetry/alert.hpp"

namespace caseload::wire {

// A window as it was sent.
struct SealedWindow {
  std::uint64_t number = 0;    // from 1
  std::uint64_t readings = 0;  // that it carried, copies among them
  SimTime opens;               // the watermark of the window before
  SimTime watermark;
};

// The window's alerts, each raised in it, about a patient, a device and a reading that were sent,
// in the order of telemetry::Alert. `told`: of the run so far, goes on with them.
Result<std::vector<telemetry::Alert>> read_acknowledgement(const v1::StreamResponse& response,
                                                           const SealedWindow& window,
                                                           AlertsTold& told);

// A run of which the windows up to `acknowledged` are acknowledged and none beyond `sent` was sent.
Result<void> check_position(const v1::Position& position, std::uint64_t acknowledged,
                            std::uint64_t sent);

// No more was stored than was sent.
Result<void> check_logged(const v1::LogTimeResponse& response, const v1::LogTimeRequest& request);

// What the backend says it has stored of a run.
struct BackendTotals {
  std::uint64_t windows = 0;
  SimTime watermark;                  // of the last window
  std::uint64_t patients = 0;         // enrolled, withdrawn or not
  std::uint64_t readings = 0;         // each identity once
  std::uint64_t readings_digest = 0;  // sum of telemetry::reading_digest over them
  std::uint64_t alerts = 0;
  std::uint64_t entries = 0;  // of logged time
  std::uint64_t visits = 0;
  bool operator==(const BackendTotals&) const = default;
};

Result<BackendTotals> read_totals(const v1::GetTotalsResponse& response);
// That they are what they must be; otherwise the first that is not.
Result<void> check_totals(const BackendTotals& told, const BackendTotals& expected);

}  // namespace caseload::wire
