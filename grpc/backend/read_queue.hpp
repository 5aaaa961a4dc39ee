#pragma once

// The one thread that reads for callers, and who waits for it: slow reading is done here and not on
// gRPC's own threads, which must stay free to move acknowledgements.
//
// Only so many wait; the next is told to come back. What nobody wants any more (the caller's
// deadline has passed, the call was cancelled) is not begun, and given up where it was.

#include <grpcpp/support/status.h>

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace caseload::wire {

class ReadQueue {
 public:
  struct Job {
    // Called exactly once: with OK to do the work, on the reading thread; or with why it will not
    // be done, to answer the caller.
    std::move_only_function<void(const grpc::Status&)> perform;
    // Whether somebody still waits for it. From any thread.
    std::function<bool()> wanted;
  };

  explicit ReadQueue(std::size_t waiting_max) : waiting_max_(waiting_max) {}
  ~ReadQueue() { stop(); }

  // RESOURCE_EXHAUSTED when as many wait as may, UNAVAILABLE after stop(): at once, on this thread.
  void submit(Job job);
  // Whether what is being done now is still worth it: asked by long reading, on the reading thread.
  bool wanted() const { return !stopping_ && (current_ == nullptr || current_->wanted()); }
  std::size_t waiting() const;

  // Answers everybody who waits with UNAVAILABLE, and gives up what is being done. Idempotent.
  void stop();

 private:
  void run();

  const std::size_t waiting_max_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> waiting_;
  std::atomic<bool> stopping_ = false;
  const Job* current_ = nullptr;  // of the reading thread
  std::thread thread_{[this] { run(); }};
};

}  // namespace caseload::wire
