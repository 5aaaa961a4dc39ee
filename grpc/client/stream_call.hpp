#pragma once

// One call of Backend.Stream on one connection: a question, an answer, within a time.
//
// On a completion queue that the calling thread drives: gRPC's callback threads may sleep 100 ms
// after a quiet second, and a synchronous read cannot be given a deadline.

#include <grpcpp/client_context.h>
#include <grpcpp/completion_queue.h>

#include <memory>

#include "caseload/v1/backend.grpc.pb.h"
#include "grpc/client/link_options.hpp"
#include "sim/base/clock.hpp"

namespace caseload::wire {

class StreamCall {
 public:
  explicit StreamCall(const LinkOptions& options);
  ~StreamCall();
  StreamCall(const StreamCall&) = delete;
  StreamCall& operator=(const StreamCall&) = delete;

  // Registers the run and opens its stream. Not OK: this call is of no more use; make another.
  grpc::Status open(const v1::RegisterRunRequest& registration, v1::Position& position);
  // Sends one message and waits for its answer. Not OK: as above.
  grpc::Status exchange(const v1::StreamRequest& request, v1::StreamResponse& response);
  // Says that nothing more will come, and waits for the backend to agree.
  grpc::Status close();

 private:
  // What completes is told apart by its bit.
  enum Operation : std::uintptr_t {
    kStart = 1,
    kWrite = 2,
    kRead = 4,
    kWritesDone = 8,
    kFinish = 16
  };

  Clock::Moment deadline() const;
  // Waits for all of these operations; false when one failed or the time is over.
  bool wait_for(std::uintptr_t operations, Clock::Moment until);
  grpc::Status finish();

  const LinkOptions& options_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::Backend::Stub> stub_;
  grpc::ClientContext context_;
  grpc::CompletionQueue queue_;
  std::unique_ptr<grpc::ClientAsyncReaderWriter<v1::StreamRequest, v1::StreamResponse>> stream_;
  std::uintptr_t under_way_ = 0;  // operations started and not completed
  bool finished_ = false;
};

}  // namespace caseload::wire
