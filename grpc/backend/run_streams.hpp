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
  ~RunStreams() { stop(); }

  // Once the server runs.
  void start();
  // Once it has shut down, and before it is destroyed: returns when every stream has ended.
  // Idempotent.
  void stop();

 private:
  StreamMethod& service_;
  GroupCommit& commits_;
  StreamCount count_;
  std::unique_ptr<grpc::ServerCompletionQueue> queue_;
  std::thread thread_;
  bool stopped_ = false;
};

}  // namespace caseload::wire
