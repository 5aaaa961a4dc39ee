#pragma once

// All streams of a server: the queue on which they complete, and the thread that moves them on.

#include <grpcpp/completion_queue.h>
#include <grpcpp/server_builder.h>

#include <memory>
#include <thread>

#include "grpc/backend/run_stream.hpp"

namespace caseload::wire {

class RunStreams {
 public:
  // Before the server is built.
  RunStreams(grpc::ServerBuilder& builder, StreamMethod& service, GroupCommit& commits)
      : service_(service), commits_(commits), queue_(builder.AddCompletionQueue()) {}
  // After the server has shut down.
  ~RunStreams();

  // Once the server runs.
  void start();

 private:
  StreamMethod& service_;
  GroupCommit& commits_;
  std::unique_ptr<grpc::ServerCompletionQueue> queue_;
  std::thread thread_;
};

}  // namespace caseload::wire
