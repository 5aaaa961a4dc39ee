#include "grpc/client/stream_call.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace caseload::wire {
namespace {

void* tag(std::uintptr_t operation) { return reinterpret_cast<void*>(operation); }

// gRPC waits by a clock of its own. So that ours decides when the time is over, whatever it shows,
// it is looked at this often; an event is taken as soon as it is there.
std::chrono::milliseconds next_look(const Clock& clock, Clock::Moment until) {
  constexpr std::chrono::milliseconds kLook{50};
  const Clock::Moment now = clock.now();
  if (now >= until) return std::chrono::milliseconds::zero();
  return std::min(kLook, std::chrono::ceil<std::chrono::milliseconds>(until - now));
}

}  // namespace

StreamCall::StreamCall(const LinkOptions& options)
    : options_(options), channel_(open_channel(options)), stub_(v1::Backend::NewStub(channel_)) {}

StreamCall::~StreamCall() {
  if (stream_ && !finished_) {
    context_.TryCancel();
    finish();
  }
  queue_.Shutdown();
  void* completed = nullptr;
  bool ok = false;
  while (queue_.Next(&completed, &ok)) continue;
}

Clock::Moment StreamCall::deadline() const {
  return options_.clock->now() + options_.answer_within;
}

bool StreamCall::wait_for(std::uintptr_t operations, Clock::Moment until) {
  bool all_well = true;
  while ((under_way_ & operations) != 0) {
    void* completed = nullptr;
    bool ok = false;
    switch (queue_.AsyncNext(&completed, &ok, within(next_look(*options_.clock, until)))) {
      case grpc::CompletionQueue::GOT_EVENT:
        break;
      case grpc::CompletionQueue::TIMEOUT:
        if (options_.clock->now() < until) continue;
        return false;
      case grpc::CompletionQueue::SHUTDOWN:
        return false;
    }
    under_way_ &= ~reinterpret_cast<std::uintptr_t>(completed);
    all_well = all_well && ok;
  }
  return all_well;
}

grpc::Status StreamCall::open(const v1::RegisterRunRequest& registration, v1::Position& position) {
  grpc::ClientContext context;
  context.set_deadline(within(options_.answer_within));
  v1::RegisterRunResponse registered;
  if (grpc::Status status = stub_->RegisterRun(&context, registration, &registered); !status.ok())
    return status;

  stream_ = stub_->PrepareAsyncStream(&context_, &queue_);
  stream_->StartCall(tag(kStart));
  under_way_ |= kStart;
  if (!wait_for(kStart, deadline())) return finish();

  v1::StreamRequest request;
  request.set_run(registration.registration().run());
  v1::StreamResponse response;
  if (grpc::Status status = exchange(request, response); !status.ok()) return status;
  if (!response.has_position()) {
    return {grpc::StatusCode::INTERNAL, "the backend did not say where the run stands"};
  }
  position = response.position();
  return grpc::Status::OK;
}

grpc::Status StreamCall::exchange(const v1::StreamRequest& request, v1::StreamResponse& response) {
  stream_->Write(request, tag(kWrite));
  stream_->Read(&response, tag(kRead));
  under_way_ |= kWrite | kRead;
  if (wait_for(kWrite | kRead, deadline())) return grpc::Status::OK;
  return finish();
}

grpc::Status StreamCall::close() {
  stream_->WritesDone(tag(kWritesDone));
  under_way_ |= kWritesDone;
  wait_for(kWritesDone, deadline());
  return finish();
}

grpc::Status StreamCall::finish() {
  // With operations still under way the call is beyond its time: cancelling completes them all.
  const bool late = under_way_ != 0;
  if (late) context_.TryCancel();
  grpc::Status status;
  stream_->Finish(&status, tag(kFinish));
  under_way_ |= kFinish;
  const auto everything = ~std::uintptr_t{0};
  if (!wait_for(everything, deadline()) && under_way_ != 0) {
    context_.TryCancel();
    while (under_way_ != 0) wait_for(everything, Clock::Moment::max());
  }
  finished_ = true;
  if (late && status.error_code() == grpc::StatusCode::CANCELLED) {
    return {grpc::StatusCode::DEADLINE_EXCEEDED,
            fmt::format("no answer within {} ms", options_.answer_within.count())};
  }
  return status;
}

}  // namespace caseload::wire
