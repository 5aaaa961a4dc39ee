#pragma once

// A thread with a queue: slow reading is done here and not on gRPC's own threads, which must stay
// free to move acknowledgements.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace caseload::wire {

class Worker {
 public:
  using Job = std::move_only_function<void()>;

  Worker() : thread_([this] { run(); }) {}
  ~Worker() { stop(); }

  // False after stop(): the job was not taken.
  bool submit(Job job) {
    const std::lock_guard lock(mutex_);
    if (stopping_) return false;
    waiting_.push_back(std::move(job));
    wake_.notify_one();
    return true;
  }
  // Finishes what was submitted. Idempotent.
  void stop() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
      wake_.notify_one();
    }
    if (thread_.joinable()) thread_.join();
  }

 private:
  void run() {
    for (;;) {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      Job job = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      job();
    }
  }

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace caseload::wire
