#pragma once

// One run's stream: a window up, its acknowledgement down, one at a time.
//
// Strictly in turn (read, store, write, read, …): at most one operation is under way, so no write
// can start before the last has ended, and Finish is called exactly once, wherever a cancelled call
// happens to be.
//
// On a completion queue with a thread of its own, and not in the callback API that serves the other
// calls: the threads of that API sleep 100 ms after a quiet second (gRPC 1.51,
// completion_queue_cc.cc). With one window each 1.01 s that was 92 ms at the median; here, 0.9 ms.

#include <grpcpp/completion_queue.h>
#include <grpcpp/server_context.h>

#include <condition_variable>
#include <mutex>
#include <string>

#include "caseload/v1/backend.grpc.pb.h"
#include "grpc/backend/group_commit.hpp"

namespace caseload::wire {

// The part of the service that RunStreams serves.
using StreamMethod = v1::Backend::WithAsyncMethod_Stream<v1::Backend::Service>;

// How many streams there are, those that wait for a call among them. Each may still begin an
// operation, and none may be begun on a queue that has been shut down: gRPC aborts the process. A
// server that has shut down has cancelled its calls; that its streams have heard of it is another
// matter.
class StreamCount {
 public:
  void add() {
    const std::lock_guard lock(mutex_);
    ++count_;
  }
  void remove() {
    const std::lock_guard lock(mutex_);
    if (--count_ == 0) none_.notify_all();
  }
  void wait_for_none() {
    std::unique_lock lock(mutex_);
    none_.wait(lock, [this] { return count_ == 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable none_;
  int count_ = 0;
};

// Owns itself from accept() to the end of the call.
class RunStream {
 public:
  // Waits for the next call, whose completions come to `queue`; the tag of each is its RunStream.
  // All outlive it.
  static void accept(StreamMethod& service, grpc::ServerCompletionQueue& queue,
                     GroupCommit& commits, StreamCount& count);
  ~RunStream() { count_.remove(); }
  RunStream(const RunStream&) = delete;
  RunStream& operator=(const RunStream&) = delete;

  // The operation under way has completed. On the queue's thread.
  void proceed(bool ok);

 private:
  enum class Doing { Accepting, Reading, Writing, Finishing };

  RunStream(StreamMethod& service, grpc::ServerCompletionQueue& queue, GroupCommit& commits,
            StreamCount& count)
      : service_(service), queue_(queue), commits_(commits), count_(count), stream_(&context_) {
    count_.add();
  }

  void read();
  void answer(grpc::Status outcome);
  void finish(const grpc::Status& status);

  // On the writing thread.
  grpc::Status serve(Books& books);
  grpc::Status open(Books& books);
  grpc::Status take(Books& books);

  StreamMethod& service_;
  grpc::ServerCompletionQueue& queue_;
  GroupCommit& commits_;
  StreamCount& count_;
  grpc::ServerContext context_;
  grpc::ServerAsyncReaderWriter<v1::StreamResponse, v1::StreamRequest> stream_;
  Doing doing_ = Doing::Accepting;
  std::string run_;  // empty until the first message
  v1::StreamRequest request_;
  v1::StreamResponse response_;
};

}  // namespace caseload::wire
