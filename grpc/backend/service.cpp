#include "grpc/backend/service.hpp"

#include <fmt/format.h>

#include <exception>
#include <memory>
#include <optional>
#include <utility>

#include "grpc/backend/claims_of_month.hpp"
#include "grpc/backend/failure_status.hpp"
#include "grpc/backend/listings.hpp"
#include "grpc/backend/log_time.hpp"
#include "grpc/backend/paged_stream.hpp"
#include "grpc/backend/register_run.hpp"
#include "grpc/backend/registered.hpp"
#include "grpc/convert/telemetry.hpp"

namespace caseload::wire {
namespace {

// Pages of some tens of kilobytes: large enough to be quick, small enough to be nothing.
constexpr int kReadingsPerPage = 1000;
constexpr int kAlertsPerPage = 1000;
constexpr int kPatientsPerPage = 100;

grpc::Status unknown_run(const std::string& run) {
  return {grpc::StatusCode::FAILED_PRECONDITION,
          fmt::format("run {} is not registered: RegisterRun comes first", run)};
}

// A call that is answered from the writing thread.
template <class Answer>
grpc::ServerUnaryReactor* answer_after_commit(GroupCommit& commits,
                                              grpc::CallbackServerContext* context, Answer answer,
                                              std::size_t weight = 1) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  commits.submit(
      std::move(answer), [reactor](grpc::Status outcome) { reactor->Finish(std::move(outcome)); },
      weight);
  return reactor;
}

grpc::Status totals_of(const std::string& name, StoreReader& reader,
                       v1::GetTotalsResponse& response) {
  const std::optional<StoredRun> run = reader.find_run(name);
  if (!run) return unknown_run(name);
  const StoredTotals totals = reader.totals(*run);
  response.set_windows(totals.last_window.number);
  response.set_watermark_us(microseconds(totals.last_window.watermark));
  response.set_patients(totals.patients);
  response.set_readings(totals.readings);
  response.set_readings_digest(totals.readings_digest);
  response.set_alerts(totals.alerts);
  response.set_entries(totals.entries);
  response.set_visits(totals.visits);
  return grpc::Status::OK;
}

}  // namespace

grpc::Status BackendService::failed(const std::exception& failure) {
  const grpc::Status status = status_of(failure);
  if (status.error_code() == grpc::StatusCode::DATA_LOSS) state_.found_damage(failure.what());
  if (status.error_code() == grpc::StatusCode::INTERNAL) state_.found_fault(failure.what());
  return status;
}

grpc::ServerUnaryReactor* BackendService::RegisterRun(grpc::CallbackServerContext* context,
                                                      const v1::RegisterRunRequest* request,
                                                      v1::RegisterRunResponse* response) {
  return answer_after_commit(commits_, context, [request, response](Books& books) {
    return register_run(*request, books, *response);
  });
}

grpc::ServerUnaryReactor* BackendService::LogTime(grpc::CallbackServerContext* context,
                                                  const v1::LogTimeRequest* request,
                                                  v1::LogTimeResponse* response) {
  return answer_after_commit(
      commits_, context,
      [request, response](Books& books) { return log_time(*request, books, *response); },
      static_cast<std::size_t>(request->entries_size()) +
          static_cast<std::size_t>(request->visits_size()) + 1);
}

grpc::ServerUnaryReactor* BackendService::GetTotals(grpc::CallbackServerContext* context,
                                                    const v1::GetTotalsRequest* request,
                                                    v1::GetTotalsResponse* response) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  const bool taken = worker_.submit([this, reactor, request, response] {
    grpc::Status status;
    try {
      status = totals_of(request->run(), reader_, *response);
    } catch (const std::exception& failure) {
      status = failed(failure);
    }
    reactor->Finish(std::move(status));
  });
  if (!taken) reactor->Finish({grpc::StatusCode::UNAVAILABLE, "the backend is shutting down"});
  return reactor;
}

grpc::ServerWriteReactor<v1::ListReadingsResponse>* BackendService::ListReadings(
    grpc::CallbackServerContext*, const v1::ListReadingsRequest* request) {
  return new PagedStream<v1::ListReadingsResponse>(
      worker_,
      [this, name = request->run(), skip = request->skip(),
       listing = std::optional<ReadingListing>()](v1::ListReadingsResponse& page) mutable {
        if (!listing) {
          std::optional<StoredRun> run = reader_.find_run(name);
          if (!run) return unknown_run(name);
          listing.emplace(reader_, std::move(*run), skip);
        }
        for (const telemetry::Reading& reading : listing->next(reader_, kReadingsPerPage))
          encode(reading, *page.add_readings());
        return grpc::Status::OK;
      },
      [this](const std::exception& failure) { return failed(failure); });
}

grpc::ServerWriteReactor<v1::ListAlertsResponse>* BackendService::ListAlerts(
    grpc::CallbackServerContext*, const v1::ListAlertsRequest* request) {
  return new PagedStream<v1::ListAlertsResponse>(
      worker_,
      [this, name = request->run(), skip = request->skip(),
       listing = std::optional<AlertListing>()](v1::ListAlertsResponse& page) mutable {
        if (!listing) {
          std::optional<StoredRun> run = reader_.find_run(name);
          if (!run) return unknown_run(name);
          listing.emplace(reader_, std::move(*run), skip);
        }
        for (const telemetry::Alert& alert : listing->next(reader_, kAlertsPerPage))
          encode(alert, *page.add_alerts());
        return grpc::Status::OK;
      },
      [this](const std::exception& failure) { return failed(failure); });
}

grpc::ServerWriteReactor<v1::GetClaimsResponse>* BackendService::GetClaims(
    grpc::CallbackServerContext*, const v1::GetClaimsRequest* request) {
  // Made when the first page is asked for: that is on the reading thread.
  return new PagedStream<v1::GetClaimsResponse>(
      worker_,
      [this, name = request->run(), asked = request->month(), skip = request->skip(),
       claims = std::unique_ptr<ClaimsOfMonth>()](v1::GetClaimsResponse& page) mutable {
        if (!claims) {
          const std::optional<CalendarMonth> month = parse_month(asked);
          if (!month) {
            return grpc::Status{
                grpc::StatusCode::INVALID_ARGUMENT,
                fmt::format("month is {}; expected a month such as 2026-03", asked)};
          }
          const std::optional<StoredRun> run = reader_.find_run(name);
          if (!run) return unknown_run(name);
          Registration registration = registration_of(*run);
          if (const auto day = day_without_rules(registration.rules, *month)) {
            return grpc::Status{grpc::StatusCode::OUT_OF_RANGE,
                                fmt::format("no rule set is registered for {}", iso(*day))};
          }
          claims = std::make_unique<ClaimsOfMonth>(reader_.database(), *run,
                                                   std::move(registration), *month);
          claims->skip(skip);
        }
        for (const PatientClaims& patient : claims->next(kPatientsPerPage)) {
          encode(patient, *page.add_patients());
        }
        return grpc::Status::OK;
      },
      [this](const std::exception& failure) { return failed(failure); });
}

}  // namespace caseload::wire
