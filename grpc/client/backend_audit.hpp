#pragma once

// Asking a backend what it holds, to compare it with what was sent; and telling it who worked when.

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "caseload/v1/backend.grpc.pb.h"
#include "grpc/client/link_options.hpp"
#include "grpc/convert/claims.hpp"
#include "sim/base/calendar.hpp"
#include "sim/base/result.hpp"
#include "sim/rules/time_entry.hpp"
#include "sim/telemetry/alert.hpp"
#include "sim/telemetry/reading.hpp"

namespace caseload::wire {

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
};

// All calls are repeated as LinkOptions says while the backend is away. Errors: Unreachable;
// BadInput where the run is unknown to it; Incorrect where its answer makes no sense.
class BackendAudit {
 public:
  explicit BackendAudit(LinkOptions options, std::string run);

  // The whole log of the run, in its order; may be called again with the same log or a longer one.
  Result<void> log_time(std::span<const rules::TimeEntry> entries,
                        std::span<const rules::Visit> visits);

  Result<BackendTotals> totals();
  // In the order in which they arrived. Not repeated once the first was handed over.
  Result<void> each_reading(const std::function<void(const telemetry::Reading&)>& visit);
  Result<std::vector<telemetry::Alert>> alerts();                  // as handed on
  Result<std::vector<PatientClaims>> claims(CalendarMonth month);  // by patient

 private:
  LinkOptions options_;
  std::string run_;
  std::unique_ptr<v1::Backend::Stub> stub_;
};

}  // namespace caseload::wire
