#pragma once

// One call of Backend.Stream on one connection: a question, an answer, until a moment.

#include <grpcpp/support/async_stream.h>

#include <memory>

#include "caseload/v1/backend.pb.h"
#include "grpc/client/call_operations.hpp"
#include "grpc/client/link_options.hpp"
#include "grpc/client/received.hpp"
#include "sim/base/clock.hpp"

namespace caseload::wire {

class StreamCall {
 public:
  // `options` must outlive it.
  explicit StreamCall(const LinkOptions& options);
  ~StreamCall();
  StreamCall(const StreamCall&) = delete;
  StreamCall& operator=(const StreamCall&) = delete;

  // Registers the run and opens its stream; how the backend answered both. Not OK: this call is of
  // no more use; make another.
  struct Opened {
    bool resumed = false;  // the run was registered before
    v1::Position position;
  };
  grpc::Status open(const v1::RegisterRunRequest& registration, Clock::Moment due, Opened& opened);
  // Sends one message and waits for its answer. Not OK: as above.
  grpc::Status exchange(const v1::StreamRequest& request, Clock::Moment due,
                        v1::StreamResponse& response);
  // Says that nothing more will come, and waits for the backend to agree.
  grpc::Status close(Clock::Moment due);

 private:
  enum Operation : std::uintptr_t {
    kStart = 1,
    kWrite = 2,
    kRead = 4,
    kWritesDone = 8,
    kFinish = 16
  };

  grpc::Status finish(Clock::Moment due);

  const LinkOptions& options_;
  std::shared_ptr<grpc::Channel> channel_;
  BackendStub<v1::StreamRequest, v1::StreamResponse> stub_;
  Received<v1::StreamResponse> answer_;  // being read
  CallOperations operations_;
  std::unique_ptr<grpc::ClientAsyncReaderWriter<v1::StreamRequest, Received<v1::StreamResponse>>>
      stream_;
};

}  // namespace caseload::wire
