#include "grpc/backend/run_stream.hpp"

#include <fmt/format.h>

#include <utility>

#include "grpc/backend/run_streams.hpp"
#include "grpc/transport/message_bytes.hpp"

namespace caseload::wire {
namespace {

double seconds(std::chrono::milliseconds time) {
  return std::chrono::duration<double>(time).count();
}

}  // namespace

RunStream::RunStream(RunStreams& streams) : streams_(streams) { streams_.add(*this); }
RunStream::~RunStream() { streams_.remove(*this); }

void RunStream::accept(RunStreams& streams) {
  auto* next = new RunStream(streams);
  ++next->under_way_;
  streams.service_.RequestStream(&next->context_, &next->stream_, streams.queue_.get(),
                                 streams.queue_.get(), next);
}

void RunStream::proceed(bool ok) {
  --under_way_;
  switch (doing_) {
    case Doing::Accepting:
      if (!ok) return delete this;  // the server has shut down
      accept(streams_);
      if (streams_.open() > streams_.limits_.streams_max) {
        return finish({grpc::StatusCode::RESOURCE_EXHAUSTED,
                       fmt::format("{} streams are open already; come back later",
                                   streams_.limits_.streams_max)});
      }
      if (const auto caller = streams_.callers_.who(context_)) {
        run_.owner = *caller;
      } else {
        return finish(caller.error());
      }
      return read();
    case Doing::Reading:
      if (!ok)
        return finish(grpc::Status::OK);  // the other side has nothing more to say, or is gone
      return take_message();
    case Doing::Storing:  // no operation is under way
      return;
    case Doing::Writing:
      if (!ok) return finish({grpc::StatusCode::UNAVAILABLE, "the stream was lost"});
      return read();
    case Doing::Finishing:
      if (under_way_ == 0) delete this;
  }
}

void RunStream::look_at_the_clock(Moment now) {
  if (now < until_.load()) return;
  if (doing_ == Doing::Reading) {
    const StreamLimits& limits = streams_.limits_;
    return finish({grpc::StatusCode::DEADLINE_EXCEEDED,
                   run_.name.empty()
                       ? fmt::format("no first message within {} s", seconds(limits.first_message))
                       : fmt::format("no whole message within {} s; the stream may be "
                                     "opened again where it stands",
                                     seconds(limits.next_message))});
  }
  // It does not take its answer, and would not take a status either.
  until_ = Moment::max();
  context_.TryCancel();
}

void RunStream::read() {
  const StreamLimits& limits = streams_.limits_;
  // A message keeps the room of the largest that was in it: that of a huge window is given back.
  constexpr int kArrivalsKept = 10'000;
  if (request_.window().arrivals_size() > kArrivalsKept) request_ = {};
  doing_ = Doing::Reading;
  ++under_way_;
  until_ = std::chrono::steady_clock::now() +
           (run_.name.empty() ? limits.first_message : limits.next_message);
  stream_.Read(&bytes_, this);
}

void RunStream::take_message() {
  grpc::Status parsed = parse(bytes_, request_);
  bytes_.Clear();
  if (!parsed.ok()) return finish(parsed);
  until_ = Moment::max();
  doing_ = Doing::Storing;
  streams_.commits_.submit([this](Books& books) { return serve(books); },
                           [this](grpc::Status outcome) { answer(std::move(outcome)); },
                           static_cast<std::size_t>(request_.window().arrivals_size()) + 1);
}

void RunStream::answer(grpc::Status outcome) {
  if (!outcome.ok()) return finish(outcome);
  doing_ = Doing::Writing;
  ++under_way_;
  until_ = std::chrono::steady_clock::now() + streams_.limits_.taking_answer;
  stream_.Write(bytes_of(response_), this);
}

void RunStream::finish(const grpc::Status& status) {
  doing_ = Doing::Finishing;
  ++under_way_;
  until_ = std::chrono::steady_clock::now() + streams_.limits_.taking_answer;
  stream_.Finish(status, this);
}

grpc::Status RunStream::serve(Books& books) {
  response_.Clear();
  return run_.name.empty() ? open(books) : take(books);
}

grpc::Status RunStream::open(Books& books) {
  if (request_.run().empty()) {
    return {grpc::StatusCode::FAILED_PRECONDITION, "the first message of a stream names its run"};
  }
  const RunName asked{.name = request_.run(), .owner = run_.owner};
  const LiveRun* run = books.runs.find(asked, books.reader);
  if (run == nullptr) {
    return {grpc::StatusCode::FAILED_PRECONDITION,
            fmt::format("run {} is not registered: RegisterRun comes first", request_.run())};
  }
  response_.mutable_position()->set_last_window(run->last_window());
  run_ = asked;
  return grpc::Status::OK;
}

grpc::Status RunStream::take(Books& books) {
  if (!request_.has_window()) return {grpc::StatusCode::INVALID_ARGUMENT, "expected a window"};
  LiveRun* run = books.runs.find(run_, books.reader);
  if (run == nullptr)
    return {grpc::StatusCode::FAILED_PRECONDITION,
            fmt::format("run {} is not registered", run_.name)};
  return run->take(request_.window(), books.reader, books.writer,
                   *response_.mutable_acknowledgement());
}

}  // namespace caseload::wire
