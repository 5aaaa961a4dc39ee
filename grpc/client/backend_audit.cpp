#include "grpc/client/backend_audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "grpc/client/failures.hpp"
#include "grpc/client/retry.hpp"
#include "grpc/convert/telemetry.hpp"
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

Error error_of(const LinkOptions& options, const grpc::Status& status) {
  const auto kind =
      worth_repeating(status.error_code()) ? Error::Kind::Unreachable : Error::Kind::BadInput;
  return {kind, fmt::format("{}: {}", options.target, visible(status.error_message()))};
}

Error senseless(const LinkOptions& options, const Error& error) {
  return {Error::Kind::Incorrect,
          fmt::format("{}: its answer cannot be read: {}", options.target, error.text)};
}

// Reads a listing page by page; `start` begins it, `take` gets each page.
template <class Page, class Start, class Take>
grpc::Status read_pages(const LinkOptions& options, Start start, Take take) {
  grpc::ClientContext context;
  // A listing may be long: the time is for all of it.
  context.set_deadline(within(std::max(options.answer_within * 10, options.retry_for)));
  const auto reader = start(context);
  Page page;
  while (reader->Read(&page)) take(page);
  return reader->Finish();
}

// A whole listing; begun again where the backend went away in the middle.
template <class Record, class Page, class Start, class Messages>
Result<std::vector<Record>> read_all(const LinkOptions& options, Start start,
                                     Messages messages_of) {
  Result<std::vector<Record>> records;
  const grpc::Status status = retry(options, [&] {
    records.emplace();
    return read_pages<Page>(options, start, [&](const Page& page) {
      for (const auto& message : messages_of(page)) {
        if (!records) return;
        if (auto record = decode(message)) {
          records->push_back(std::move(*record));
        } else {
          records = std::unexpected(senseless(options, record.error()));
        }
      }
    });
  });
  if (!status.ok()) return std::unexpected(error_of(options, status));
  return records;
}

}  // namespace

BackendAudit::BackendAudit(LinkOptions options, std::string run)
    : options_(std::move(options)),
      run_(std::move(run)),
      stub_(v1::Backend::NewStub(open_channel(options_))) {}

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
    const grpc::Status status = retry(options_, [&] {
      grpc::ClientContext context;
      context.set_deadline(within(options_.answer_within));
      return stub_->LogTime(&context, request, &response);
    });
    if (!status.ok()) return std::unexpected(error_of(options_, status));
  }
  return {};
}

Result<BackendTotals> BackendAudit::totals() {
  v1::GetTotalsRequest request;
  request.set_run(run_);
  v1::GetTotalsResponse response;
  const grpc::Status status = retry(options_, [&] {
    grpc::ClientContext context;
    context.set_deadline(within(options_.answer_within));
    return stub_->GetTotals(&context, request, &response);
  });
  if (!status.ok()) return std::unexpected(error_of(options_, status));
  return BackendTotals{.windows = response.windows(),
                       .watermark = SimTime{SimDuration{response.watermark_us()}},
                       .patients = response.patients(),
                       .readings = response.readings(),
                       .readings_digest = response.readings_digest(),
                       .alerts = response.alerts(),
                       .entries = response.entries(),
                       .visits = response.visits()};
}

Result<void> BackendAudit::each_reading(
    const std::function<void(const telemetry::Reading&)>& visit) {
  v1::ListReadingsRequest request;
  request.set_run(run_);
  bool begun = false;
  Result<void> outcome;
  const grpc::Status status = retry(options_, [&]() -> grpc::Status {
    const grpc::Status listed = read_pages<v1::ListReadingsResponse>(
        options_,
        [&](grpc::ClientContext& context) { return stub_->ListReadings(&context, request); },
        [&](const v1::ListReadingsResponse& page) {
          begun = true;
          for (const v1::Reading& message : page.readings()) {
            const Result<telemetry::Reading> reading = decode(message);
            if (reading) {
              visit(*reading);
            } else if (outcome) {
              outcome = std::unexpected(senseless(options_, reading.error()));
            }
          }
        });
    // Beginning again would hand over the first ones twice.
    if (begun && !listed.ok()) {
      outcome = std::unexpected(error_of(options_, listed));
      return grpc::Status::OK;
    }
    return listed;
  });
  if (!status.ok()) return std::unexpected(error_of(options_, status));
  return outcome;
}

Result<std::vector<telemetry::Alert>> BackendAudit::alerts() {
  v1::ListAlertsRequest request;
  request.set_run(run_);
  return read_all<telemetry::Alert, v1::ListAlertsResponse>(
      options_, [&](grpc::ClientContext& context) { return stub_->ListAlerts(&context, request); },
      [](const v1::ListAlertsResponse& page) -> const auto& { return page.alerts(); });
}

Result<std::vector<PatientClaims>> BackendAudit::claims(CalendarMonth month) {
  v1::GetClaimsRequest request;
  request.set_run(run_);
  request.set_month(month.name());
  return read_all<PatientClaims, v1::GetClaimsResponse>(
      options_, [&](grpc::ClientContext& context) { return stub_->GetClaims(&context, request); },
      [](const v1::GetClaimsResponse& page) -> const auto& { return page.patients(); });
}

}  // namespace caseload::wire
