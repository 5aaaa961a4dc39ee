#include "grpc/client/backend_audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "grpc/client/failures.hpp"
#include "grpc/client/listed.hpp"
#include "grpc/client/listing.hpp"
#include "grpc/client/retry.hpp"
#include "grpc/client/unary_call.hpp"
#include "grpc/convert/work.hpp"
#include "sim/base/visible.hpp"

namespace caseload::wire {
namespace {

// Some hundred kilobytes a call.
constexpr std::size_t kRecordsPerCall = 5000;

template <class Record>
std::span<const Record> part(std::span<const Record> records, std::size_t first) {
  if (first >= records.size()) return {};
  return records.subspan(first, std::min(kRecordsPerCall, records.size() - first));
}

// Reads each message of a page with the reader's `next` and hands it to `take`.
template <class Messages, class Reader, class Take>
Result<void> read_page(const Messages& messages, Reader& reader, Take take) {
  for (const auto& message : messages) {
    auto record = reader.next(message);
    if (!record) return std::unexpected(record.error());
    take(std::move(*record));
  }
  return {};
}

}  // namespace

BackendAudit::BackendAudit(LinkOptions options, std::string run, AuditedRun known)
    : options_(std::move(options)),
      run_(std::move(run)),
      known_(known),
      channel_(open_channel(options_)) {}

Error BackendAudit::failed(const grpc::Status& status, std::string_view method) const {
  Error error = failure(options_, status, fmt::format("asked for {}", method));
  // That a run is not registered is a lie only where it was.
  if (known_.sent == nullptr && status.error_code() == grpc::StatusCode::FAILED_PRECONDITION)
    error.kind = Error::Kind::BadInput;
  return error;
}

Error BackendAudit::lied(const Error& error) const {
  return {error.kind, fmt::format("{}, run {}: {}", options_.target, visible(run_), error.text)};
}

Result<void> BackendAudit::log_time(std::span<const rules::TimeEntry> entries,
                                    std::span<const rules::Visit> visits) {
  for (std::size_t first = 0; first < std::max(entries.size(), visits.size());
       first += kRecordsPerCall) {
    v1::LogTimeRequest request;
    request.set_run(run_);
    request.set_first_entry(first + 1);
    for (const rules::TimeEntry& entry : part(entries, first))
      encode(entry, *request.add_entries());
    request.set_first_visit(first + 1);
    for (const rules::Visit& visit : part(visits, first)) encode(visit, *request.add_visits());
    v1::LogTimeResponse response;
    const grpc::Status status = retry(options_, [&](Clock::Moment due) {
      return call(options_, channel_, "LogTime", request, due, response);
    });
    if (!status.ok()) return std::unexpected(failed(status, "LogTime"));
    if (const auto sane = check_logged(response, request); !sane)
      return std::unexpected(lied(sane.error()));
  }
  return {};
}

Result<BackendTotals> BackendAudit::totals() {
  v1::GetTotalsRequest request;
  request.set_run(run_);
  v1::GetTotalsResponse response;
  const grpc::Status status = retry(options_, [&](Clock::Moment due) {
    return call(options_, channel_, "GetTotals", request, due, response);
  });
  if (!status.ok()) return std::unexpected(failed(status, "GetTotals"));
  Result<BackendTotals> totals = read_totals(response);
  if (!totals) return std::unexpected(lied(totals.error()));
  return totals;
}

Result<void> BackendAudit::totals_are(const BackendTotals& expected) {
  const Result<BackendTotals> told = totals();
  if (!told) return std::unexpected(told.error());
  if (const auto same = check_totals(*told, expected); !same)
    return std::unexpected(lied(same.error()));
  return {};
}

template <class Page, class Request, class Take>
Result<void> BackendAudit::list(const std::string& method, Request request, Take take) {
  Patience patience(options_);
  std::uint64_t taken = 0;
  Result<void> outcome;
  const grpc::Status status = retry(patience, [&](Clock::Moment) -> grpc::Status {
    request.set_skip(taken);
    Listing<Request, Page> listing(options_, channel_, method, request);
    std::uint64_t before = taken;
    // Before the first page a backend may have to judge a whole month.
    const Page* page = listing.next(patience.end());
    for (; page != nullptr; page = listing.next(patience.answer_due())) {
      outcome = take(*page, taken);
      if (!outcome) return grpc::Status::OK;
      patience.received(taken - std::exchange(before, taken));
      if (patience.over()) return {grpc::StatusCode::DEADLINE_EXCEEDED, "it lists too slowly"};
    }
    return listing.finish();
  });
  if (!status.ok()) return std::unexpected(failed(status, method));
  if (!outcome) return std::unexpected(lied(outcome.error()));
  return {};
}

Result<void> BackendAudit::each_reading(
    const std::function<void(const telemetry::Reading&)>& visit) {
  v1::ListReadingsRequest request;
  request.set_run(run_);
  ListedReadings reader(known_.sent);
  return list<v1::ListReadingsResponse>(
      "ListReadings", request, [&](const v1::ListReadingsResponse& page, std::uint64_t& taken) {
        return read_page(page.readings(), reader, [&](const telemetry::Reading& reading) {
          ++taken;
          visit(reading);
        });
      });
}

Result<std::vector<telemetry::Alert>> BackendAudit::alerts() {
  v1::ListAlertsRequest request;
  request.set_run(run_);
  ListedAlerts reader(known_.sent, known_.alerts);
  std::vector<telemetry::Alert> alerts;
  const Result<void> listed = list<v1::ListAlertsResponse>(
      "ListAlerts", request, [&](const v1::ListAlertsResponse& page, std::uint64_t& taken) {
        return read_page(page.alerts(), reader, [&](const telemetry::Alert& alert) {
          ++taken;
          alerts.push_back(alert);
        });
      });
  if (!listed) return std::unexpected(listed.error());
  return alerts;
}

Result<std::vector<PatientClaims>> BackendAudit::claims(CalendarMonth month) {
  v1::GetClaimsRequest request;
  request.set_run(run_);
  request.set_month(month.name());
  ListedClaims reader(known_.sent, month);
  std::vector<PatientClaims> patients;
  const Result<void> listed = list<v1::GetClaimsResponse>(
      "GetClaims", request, [&](const v1::GetClaimsResponse& page, std::uint64_t& taken) {
        return read_page(page.patients(), reader, [&](PatientClaims patient) {
          ++taken;
          patients.push_back(std::move(patient));
        });
      });
  if (!listed) return std::unexpected(listed.error());
  return patients;
}

}  // namespace caseload::wire
