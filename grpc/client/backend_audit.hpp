#pragma once

// Asking a backend what it holds, to compare it with what was sent; and telling it who worked when.

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "grpc/client/answers.hpp"
#include "grpc/client/link_options.hpp"
#include "grpc/client/sent_run.hpp"
#include "grpc/convert/claims.hpp"
#include "sim/base/calendar.hpp"
#include "sim/base/result.hpp"
#include "sim/rules/time_entry.hpp"
#include "sim/telemetry/alert.hpp"
#include "sim/telemetry/reading.hpp"

namespace caseload::wire {

// What this side knows of the run it asks about. Without it only the answers themselves can be
// judged.
struct AuditedRun {
  const SentRun* sent = nullptr;  // outlives the audit
  std::uint64_t alerts = 0;       // that the acknowledgements brought
};

// All calls are repeated as LinkOptions says while the backend is away, and a listing that broke
// off goes on where it was. Errors: Unreachable; Interrupted once options.stop is set; BadInput
// where the backend will not be asked, or does not know a run of which nothing is known here
// either; Incorrect where its answer makes no sense or contradicts what was sent.
class BackendAudit {
 public:
  explicit BackendAudit(LinkOptions options, std::string run, AuditedRun known = {});

  // The whole log of the run, in its order; may be called again with the same log or a longer one.
  Result<void> log_time(std::span<const rules::TimeEntry> entries,
                        std::span<const rules::Visit> visits);

  Result<BackendTotals> totals();
  // That they are what they must be; Incorrect: the first that is not.
  Result<void> totals_are(const BackendTotals& expected);
  // In the order in which they arrived, each once.
  Result<void> each_reading(const std::function<void(const telemetry::Reading&)>& visit);
  Result<std::vector<telemetry::Alert>> alerts();                  // as handed on
  Result<std::vector<PatientClaims>> claims(CalendarMonth month);  // by patient

 private:
  Error failed(const grpc::Status& status, std::string_view method) const;
  Error lied(const Error& error) const;
  // A whole listing, in as many calls as it takes; `take` reads one page and counts its records.
  template <class Page, class Request, class Take>
  Result<void> list(const std::string& method, Request request, Take take);

  LinkOptions options_;
  std::string run_;
  AuditedRun known_;
  std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace caseload::wire
