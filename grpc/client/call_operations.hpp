#pragma once

// The operations of one call, waited for until a moment of our own clock, or until somebody stops.
//
// On a completion queue that the calling thread drives: gRPC's callback threads may sleep 100 ms
// after a quiet second, and a synchronous call cannot be left when a person presses Ctrl-C.

#include <grpcpp/client_context.h>
#include <grpcpp/completion_queue.h>

#include <cstdint>

#include "grpc/client/link_options.hpp"
#include "sim/base/clock.hpp"

namespace caseload::wire {

class CallOperations {
 public:
  // Of a call that bears the token of `options`, which must outlive it.
  explicit CallOperations(const LinkOptions& options);
  // Cancels what is under way and waits until gRPC has let go of it.
  ~CallOperations();
  CallOperations(const CallOperations&) = delete;
  CallOperations& operator=(const CallOperations&) = delete;

  grpc::ClientContext& context() { return context_; }
  grpc::CompletionQueue& queue() { return queue_; }

  // The tag to begin an operation with. What completes is told apart by its bit: a power of two.
  void* begin(std::uintptr_t operation);
  // Waits for all of these, by their bits; false when one failed, the time is over or somebody
  // stopped. What has not completed is still under way.
  bool wait_for(std::uintptr_t operations, Clock::Moment until);
  bool under_way() const { return under_way_ != 0; }

  // Cancels the call and waits for everything under way, which then completes at once.
  void abandon();
  // The status of a call that was left after wait_for(…, until): stopped, or late.
  grpc::Status left_at(Clock::Moment until) const;

 private:
  // Takes what completes next; false: nothing did in that time. `well` becomes false where it
  // failed.
  bool take_next(std::chrono::milliseconds patience, bool& well);
  bool stopped() const { return options_.stop != nullptr && *options_.stop; }

  const LinkOptions& options_;
  grpc::ClientContext context_;
  grpc::CompletionQueue queue_;
  std::uintptr_t under_way_ = 0;
  Clock::Moment waiting_since_;
};

}  // namespace caseload::wire
