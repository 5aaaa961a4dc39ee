#include "grpc/backend/service.hpp"

#include <fmt/format.h>

#include <exception>
#include <expected>
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

// Fills in who asks and for what. Nothing is parsed before it is known whose it is.
template <class Request>
grpc::Status understand(const Callers& callers, const grpc::ServerContextBase& context,
                        const grpc::ByteBuffer& bytes, std::string& owner, Request& request) {
  std::expected<std::string, grpc::Status> caller = callers.who(context);
  if (!caller) return caller.error();
  owner = std::move(*caller);
  return parse(bytes, request);
}

// One unary call: its messages, from the bytes that came to the bytes that go.
template <class Request, class Response>
class UnaryCall {
 public:
  UnaryCall(const Callers& callers, grpc::CallbackServerContext* context,
            const grpc::ByteBuffer& bytes, grpc::ByteBuffer* answer)
      : reactor_(context->DefaultReactor()),
        answer_(answer),
        understood_(understand(callers, *context, bytes, owner, request)) {}

  grpc::ServerUnaryReactor* reactor() const { return reactor_; }
  const grpc::Status& understood() const { return understood_; }
  void finish(grpc::Status outcome) {
    if (outcome.ok()) *answer_ = bytes_of(response);
    reactor_->Finish(std::move(outcome));
  }

  std::string owner;
  Request request;
  Response response;

 private:
  grpc::ServerUnaryReactor* reactor_;
  grpc::ByteBuffer* answer_;
  grpc::Status understood_;
};

// A call that is answered from the writing thread.
template <class Request, class Response, class Answer, class Weight>
grpc::ServerUnaryReactor* answer_after_commit(GroupCommit& commits, const Callers& callers,
                                              grpc::CallbackServerContext* context,
                                              const grpc::ByteBuffer* bytes,
                                              grpc::ByteBuffer* response, Answer answer,
                                              Weight weight) {
  auto call = std::make_shared<UnaryCall<Request, Response>>(callers, context, *bytes, response);
  grpc::ServerUnaryReactor* reactor = call->reactor();
  if (!call->understood().ok()) {
    call->finish(call->understood());
    return reactor;
  }
  commits.submit(
      [call, context, answer](Books& books) {
        // Whoever asked may have given up while it waited; nothing was stored for her then.
        if (context->IsCancelled())
          return grpc::Status{grpc::StatusCode::CANCELLED, "nobody waits for the answer"};
        return answer(call->request, call->owner, books, call->response);
      },
      [call](grpc::Status outcome) { call->finish(std::move(outcome)); }, weight(call->request));
  return reactor;
}

// A listing: `begin` takes the request and gives what fills the pages.
template <class Request, class Page, class Begin, class Failed>
PageReactor* listing(ReadQueue& reads, const Callers& callers,
                     const grpc::CallbackServerContext& context, const grpc::ByteBuffer* bytes,
                     Begin begin, Failed failed) {
  std::string owner;
  Request request;
  if (grpc::Status understood = understand(callers, context, *bytes, owner, request);
      !understood.ok())
    return new RefusedStream(std::move(understood));
  return new PagedStream<Page>(reads, begin(request, std::move(owner)), std::move(failed));
}

grpc::Status totals_of(const RunName& name, StoreReader& reader, v1::GetTotalsResponse& response) {
  const std::optional<StoredRun> run = reader.find_run(name);
  if (!run) return unknown_run(name.name);
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
                                                      const grpc::ByteBuffer* request,
                                                      grpc::ByteBuffer* response) {
  return answer_after_commit<v1::RegisterRunRequest, v1::RegisterRunResponse>(
      commits_, callers_, context, request, response, &register_run,
      [](const v1::RegisterRunRequest&) { return std::size_t{1}; });
}

grpc::ServerUnaryReactor* BackendService::LogTime(grpc::CallbackServerContext* context,
                                                  const grpc::ByteBuffer* request,
                                                  grpc::ByteBuffer* response) {
  return answer_after_commit<v1::LogTimeRequest, v1::LogTimeResponse>(
      commits_, callers_, context, request, response, &log_time,
      [](const v1::LogTimeRequest& asked) {
        return static_cast<std::size_t>(asked.entries_size()) +
               static_cast<std::size_t>(asked.visits_size()) + 1;
      });
}

grpc::ServerUnaryReactor* BackendService::GetTotals(grpc::CallbackServerContext* context,
                                                    const grpc::ByteBuffer* request,
                                                    grpc::ByteBuffer* response) {
  auto call = std::make_shared<UnaryCall<v1::GetTotalsRequest, v1::GetTotalsResponse>>(
      callers_, context, *request, response);
  grpc::ServerUnaryReactor* reactor = call->reactor();
  if (!call->understood().ok()) {
    call->finish(call->understood());
    return reactor;
  }
  reads_.submit(
      {.perform =
           [this, call](const grpc::Status& turn) {
             if (!turn.ok()) return call->finish(turn);
             try {
               call->finish(totals_of({call->request.run(), call->owner}, reader_, call->response));
             } catch (const std::exception& failure) {
               call->finish(failed(failure));
             }
           },
       .wanted = [context] { return !context->IsCancelled(); }});
  return reactor;
}

PageReactor* BackendService::ListReadings(grpc::CallbackServerContext* context,
                                          const grpc::ByteBuffer* request) {
  return listing<v1::ListReadingsRequest, v1::ListReadingsResponse>(
      reads_, callers_, *context, request,
      [this](const v1::ListReadingsRequest& asked, std::string owner) {
        return
            [this, name = RunName{asked.run(), std::move(owner)}, skip = asked.skip(),
             readings = std::optional<ReadingListing>()](v1::ListReadingsResponse& page) mutable {
              if (!readings) {
                std::optional<StoredRun> run = reader_.find_run(name);
                if (!run) return unknown_run(name.name);
                readings.emplace(reader_, std::move(*run), skip);
              }
              for (const telemetry::Reading& reading : readings->next(reader_, kReadingsPerPage))
                encode(reading, *page.add_readings());
              return grpc::Status::OK;
            };
      },
      [this](const std::exception& failure) { return failed(failure); });
}

PageReactor* BackendService::ListAlerts(grpc::CallbackServerContext* context,
                                        const grpc::ByteBuffer* request) {
  return listing<v1::ListAlertsRequest, v1::ListAlertsResponse>(
      reads_, callers_, *context, request,
      [this](const v1::ListAlertsRequest& asked, std::string owner) {
        return [this, name = RunName{asked.run(), std::move(owner)}, skip = asked.skip(),
                alerts = std::optional<AlertListing>()](v1::ListAlertsResponse& page) mutable {
          if (!alerts) {
            std::optional<StoredRun> run = reader_.find_run(name);
            if (!run) return unknown_run(name.name);
            alerts.emplace(reader_, std::move(*run), skip);
          }
          for (const telemetry::Alert& alert : alerts->next(reader_, kAlertsPerPage))
            encode(alert, *page.add_alerts());
          return grpc::Status::OK;
        };
      },
      [this](const std::exception& failure) { return failed(failure); });
}

PageReactor* BackendService::GetClaims(grpc::CallbackServerContext* context,
                                       const grpc::ByteBuffer* request) {
  return listing<v1::GetClaimsRequest, v1::GetClaimsResponse>(
      reads_, callers_, *context, request,
      [this](const v1::GetClaimsRequest& question, std::string owner) {
        // Made when the first page is asked for: that is on the reading thread.
        return [this, name = RunName{question.run(), std::move(owner)}, asked = question.month(),
                skip = question.skip(),
                claims = std::unique_ptr<ClaimsOfMonth>()](v1::GetClaimsResponse& page) mutable {
          if (!claims) {
            const std::optional<CalendarMonth> month = parse_month(asked);
            if (!month) {
              return grpc::Status{
                  grpc::StatusCode::INVALID_ARGUMENT,
                  fmt::format("month is {}; expected a month such as 2026-03", asked)};
            }
            const std::optional<StoredRun> run = reader_.find_run(name);
            if (!run) return unknown_run(name.name);
            Registration registration = registration_of(*run);
            if (const auto day = day_without_rules(registration.rules, *month)) {
              return grpc::Status{grpc::StatusCode::OUT_OF_RANGE,
                                  fmt::format("no rule set is registered for {}", iso(*day))};
            }
            claims = std::make_unique<ClaimsOfMonth>(reader_.database(), *run,
                                                     std::move(registration), *month);
            claims->skip(skip);
          }
          for (const PatientClaims& patient : claims->next(kPatientsPerPage))
            encode(patient, *page.add_patients());
          return grpc::Status::OK;
        };
      },
      [this](const std::exception& failure) { return failed(failure); });
}

}  // namespace caseload::wire
