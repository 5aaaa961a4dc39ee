#pragma once

// A question with one answer, asked once.

#include <grpcpp/support/async_unary_call.h>

#include <chrono>
#include <memory>

#include "grpc/client/call_operations.hpp"

namespace caseload::wire {

// `begin` makes the call: stub.AsyncGetTotals(context, request, queue). Late or stopped, it is
// cancelled: DEADLINE_EXCEEDED or CANCELLED.
template <class Response, class Begin>
grpc::Status call(const LinkOptions& options, Clock::Moment answer_due, Begin begin,
                  Response& response) {
  constexpr std::uintptr_t kFinish = 1;
  grpc::Status status;
  CallOperations operations(options);
  // So that a backend which is slow need not finish what nobody waits for any more.
  constexpr std::chrono::milliseconds kAfterUs{100};
  operations.context().set_deadline(within(remaining(*options.clock, answer_due) + kAfterUs));
  const std::unique_ptr<grpc::ClientAsyncResponseReader<Response>> answer =
      begin(&operations.context(), &operations.queue());
  answer->Finish(&response, &status, operations.begin(kFinish));
  if (operations.wait_for(kFinish, answer_due)) return status;
  operations.abandon();
  return operations.left_at(answer_due);
}

}  // namespace caseload::wire
