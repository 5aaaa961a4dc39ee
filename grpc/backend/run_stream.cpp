#include "grpc/backend/run_stream.hpp"

#include <fmt/format.h>

#include <utility>

namespace caseload::wire {

void RunStream::accept(StreamMethod& service, grpc::ServerCompletionQueue& queue,
                       GroupCommit& commits, StreamCount& count) {
  auto* next = new RunStream(service, queue, commits, count);
  service.RequestStream(&next->context_, &next->stream_, &queue, &queue, next);
}

void RunStream::proceed(bool ok) {
  switch (doing_) {
    case Doing::Accepting:
      if (!ok) return delete this;  // the server has shut down
      accept(service_, queue_, commits_, count_);
      return read();
    case Doing::Reading:
      if (!ok)
        return finish(grpc::Status::OK);  // the other side has nothing more to say, or is gone
      return commits_.submit([this](Books& books) { return serve(books); },
                             [this](grpc::Status outcome) { answer(std::move(outcome)); },
                             static_cast<std::size_t>(request_.window().arrivals_size()) + 1);
    case Doing::Writing:
      if (!ok) return finish({grpc::StatusCode::UNAVAILABLE, "the stream was lost"});
      return read();
    case Doing::Finishing:
      delete this;
  }
}

void RunStream::read() {
  doing_ = Doing::Reading;
  stream_.Read(&request_, this);
}

void RunStream::answer(grpc::Status outcome) {
  if (!outcome.ok()) return finish(outcome);
  doing_ = Doing::Writing;
  stream_.Write(response_, this);
}

void RunStream::finish(const grpc::Status& status) {
  doing_ = Doing::Finishing;
  stream_.Finish(status, this);
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
