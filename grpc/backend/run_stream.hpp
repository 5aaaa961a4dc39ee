#pragma once

// One run's stream: a window up, its acknowledgement down, one at a time.
//
// Strictly in turn (read, store, write, read, …), so no write can start before the last has ended,
// and Finish is called exactly once, wherever a cancelled call happens to be.
//
// On a completion queue with a thread of its own, and not in the callback API that serves the other
// calls: the threads of that API sleep 100 ms after a quiet second (gRPC 1.51,
// completion_queue_cc.cc). With one window each 1.01 s that was 92 ms at the median; here, 0.9 ms.

#include <grpcpp/completion_queue.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <string>

#include "caseload/v1/backend.grpc.pb.h"
#include "grpc/backend/group_commit.hpp"

namespace caseload::wire {

// The part of the service that RunStreams serves, in bytes (message_bytes.hpp).
using StreamMethod = v1::Backend::WithRawMethod_Stream<v1::Backend::Service>;

struct StreamLimits {
  std::size_t streams_max = 1000;                   // open at once; more are refused
  std::chrono::milliseconds first_message{10'000};  // from the call to the name of its run
  std::chrono::milliseconds next_message{600'000};  // from an answer to the next whole message
  std::chrono::milliseconds taking_answer{60'000};  // for the caller to take an answer
};

class RunStreams;

// Owns itself from accept() to the end of the call. Everything but the work it gives to GroupCommit
// is done on the queue's thread.
class RunStream {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  // Waits for the next call, whose completions come to the queue of `streams`; the tag of each is
  // its RunStream.
  static void accept(RunStreams& streams);
  RunStream(const RunStream&) = delete;
  RunStream& operator=(const RunStream&) = delete;

  // An operation has completed.
  void proceed(bool ok);
  // Ends the call where the other side has let its time pass.
  void look_at_the_clock(Moment now);

 private:
  enum class Doing { Accepting, Reading, Storing, Writing, Finishing };

  explicit RunStream(RunStreams& streams);
  ~RunStream();

  void read();
  void take_message();
  void answer(grpc::Status outcome);
  void finish(const grpc::Status& status);

  // On the writing thread.
  grpc::Status serve(Books& books);
  grpc::Status open(Books& books);
  grpc::Status take(Books& books);

  RunStreams& streams_;
  grpc::ServerContext context_;
  grpc::ServerAsyncReaderWriter<grpc::ByteBuffer, grpc::ByteBuffer> stream_{&context_};
  Doing doing_ = Doing::Accepting;
  int under_way_ = 0;  // operations begun and not completed: one, or a Finish beside a Read
  // The time of the other side's next step. Written last of all when the writing thread moves a
  // stream on, so that whoever finds it passed may look at the rest.
  std::atomic<Moment> until_ = Moment::max();
  RunName run_;             // without a name until the first message
  grpc::ByteBuffer bytes_;  // received
  v1::StreamRequest request_;
  v1::StreamResponse response_;
};

}  // namespace caseload::wire
