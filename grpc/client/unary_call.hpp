#pragma once

// A question with one answer, asked once.

#include <grpcpp/support/async_unary_call.h>

#include <chrono>
#include <memory>
#include <string>

#include "grpc/client/call_operations.hpp"
#include "grpc/client/received.hpp"

namespace caseload::wire {

// Late or stopped, the call is cancelled: DEADLINE_EXCEEDED or CANCELLED.
template <class Request, class Response>
grpc::Status call(const LinkOptions& options, const std::shared_ptr<grpc::Channel>& channel,
                  const std::string& method, const Request& request, Clock::Moment answer_due,
                  Response& response) {
  constexpr std::uintptr_t kFinish = 1;
  BackendStub<Request, Response> stub(channel);
  Received<Response> received;
  grpc::Status status;
  CallOperations operations(options);
  // So that a backend which is slow need not finish what nobody waits for any more.
  constexpr std::chrono::milliseconds kAfterUs{100};
  operations.context().set_deadline(within(remaining(*options.clock, answer_due) + kAfterUs));
  const auto answer = stub.PrepareUnaryCall(&operations.context(), method_name(method), request,
                                            &operations.queue());
  answer->StartCall();
  answer->Finish(&received, &status, operations.begin(kFinish));
  operations.wait_for(kFinish, answer_due);
  if (operations.under_way()) {
    operations.abandon();
    return operations.left_at(answer_due);
  }
  if (status.ok() && !received.readable) return unreadable();
  response.Swap(&received.message);
  return status;
}

}  // namespace caseload::wire
