#pragma once

// All streams of a server: the queue on which they complete, and the thread that moves them on.

#include <grpcpp/completion_queue.h>
#include <grpcpp/server_builder.h>

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_set>

#include "grpc/backend/run_stream.hpp"
#include "grpc/transport/server_security.hpp"

namespace caseload::wire {

class RunStreams {
 public:
  // Before the server is built. `service`, `commits` and `callers` outlive it.
  RunStreams(grpc::ServerBuilder& builder, StreamMethod& service, GroupCommit& commits,
             const Callers& callers, const StreamLimits& limits)
      : service_(service),
        commits_(commits),
        callers_(callers),
        limits_(limits),
        queue_(builder.AddCompletionQueue()) {}
  ~RunStreams() { stop(); }

  // Once the server runs.
  void start();
  // Once it has shut down, and before it is destroyed: returns when every stream has ended.
  // Idempotent.
  void stop();

  // How many calls there are, and how many there were.
  std::size_t open() const;
  std::uint64_t ended() const;

 private:
  friend class RunStream;

  // Streams, the one that waits for a call among them. Each may still begin an operation, and none
  // may be begun on a queue that has been shut down: gRPC aborts the process. A server that has
  // shut down has cancelled its calls; that its streams have heard of it is another matter.
  void add(RunStream& stream);
  void remove(RunStream& stream);

  void run();
  void look_at_the_clock();

  StreamMethod& service_;
  GroupCommit& commits_;
  const Callers& callers_;
  const StreamLimits limits_;
  std::unique_ptr<grpc::ServerCompletionQueue> queue_;
  mutable std::mutex mutex_;
  std::condition_variable none_;
  std::unordered_set<RunStream*> streams_;
  std::uint64_t ended_ = 0;
  std::thread thread_;
  bool stopped_ = false;
};

}  // namespace caseload::wire
