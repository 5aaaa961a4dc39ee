#include "grpc/backend/run_stream.hpp"

#include <fmt/format.h>

#include <utility>

namespace caseload::wire {

void RunStream::OnReadDone(bool ok) {
  if (!ok) return Finish(grpc::Status::OK);  // the other side has nothing more to say, or is gone
  commits_.submit([this](Books& books) { return serve(books); },
                  [this](grpc::Status outcome) {
                    if (!outcome.ok()) return Finish(std::move(outcome));
                    StartWrite(&response_);
                  });
}

void RunStream::OnWriteDone(bool ok) {
  if (!ok) return Finish({grpc::StatusCode::UNAVAILABLE, "the stream was lost"});
  StartRead(&request_);
}

grpc::Status RunStream::serve(Books& books) {
  response_.Clear();
  return run_.empty() ? open(books) : take(books);
}

grpc::Status RunStream::open(Books& books) {
  if (request_.run().empty()) {
    return {grpc::StatusCode::FAILED_PRECONDITION, "the first message of a stream names its run"};
  }
  const LiveRun* run = books.runs.find(request_.run(), books.reader);
  if (run == nullptr) {
    return {grpc::StatusCode::FAILED_PRECONDITION,
            fmt::format("run {} is not registered: RegisterRun comes first", request_.run())};
  }
  response_.mutable_position()->set_last_window(run->last_window());
  run_ = request_.run();
  return grpc::Status::OK;
}

grpc::Status RunStream::take(Books& books) {
  if (!request_.has_window()) return {grpc::StatusCode::INVALID_ARGUMENT, "expected a window"};
  LiveRun* run = books.runs.find(run_, books.reader);
  if (run == nullptr)
    return {grpc::StatusCode::FAILED_PRECONDITION, fmt::format("run {} is not registered", run_)};
  return run->take(request_.window(), books.reader, books.writer,
                   *response_.mutable_acknowledgement());
}

}  // namespace caseload::wire
