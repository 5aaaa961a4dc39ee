#include "grpc/client/call_operations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace caseload::wire {
namespace {

// gRPC waits by a clock of its own. So that ours decides when the time is over, whatever it shows,
// and nobody who stops is kept, both are looked at this often; an event is taken as soon as it is
// there.
constexpr std::chrono::milliseconds kLook{50};

}  // namespace

CallOperations::CallOperations(const LinkOptions& options) : options_(options) {
  if (options.credentials && !options.credentials->authorization.empty())
    context_.AddMetadata("authorization", options.credentials->authorization);
}

CallOperations::~CallOperations() {
  abandon();
  queue_.Shutdown();
  void* completed = nullptr;
  bool ok = false;
  while (queue_.Next(&completed, &ok)) continue;
}

void* CallOperations::begin(std::uintptr_t operation) {
  under_way_ |= operation;
  return reinterpret_cast<void*>(operation);
}

bool CallOperations::take_next(std::chrono::milliseconds patience, bool& well) {
  void* completed = nullptr;
  bool ok = false;
  if (queue_.AsyncNext(&completed, &ok, within(patience)) != grpc::CompletionQueue::GOT_EVENT)
    return false;
  under_way_ &= ~reinterpret_cast<std::uintptr_t>(completed);
  well = well && ok;
  return true;
}

bool CallOperations::wait_for(std::uintptr_t operations, Clock::Moment until) {
  waiting_since_ = options_.clock->now();
  bool all_well = true;
  while ((under_way_ & operations) != 0) {
    if (stopped()) return false;
    if (take_next(std::min(kLook, remaining(*options_.clock, until)), all_well)) continue;
    if (options_.clock->now() >= until) return false;
  }
  return all_well;
}

void CallOperations::abandon() {
  if (under_way_ == 0) return;
  context_.TryCancel();
  bool well = true;
  while (under_way_ != 0) take_next(kLook, well);
}

grpc::Status CallOperations::left_at(Clock::Moment until) const {
  if (stopped()) return {grpc::StatusCode::CANCELLED, "stopped"};
  const auto waited = std::chrono::round<std::chrono::milliseconds>(until - waiting_since_);
  return {grpc::StatusCode::DEADLINE_EXCEEDED,
          fmt::format("no answer within {} ms", waited.count())};
}

}  // namespace caseload::wire
