#include "grpc/backend/read_queue.hpp"

#include <fmt/format.h>

#include <utility>

namespace caseload::wire {
namespace {

const grpc::Status kShuttingDown{grpc::StatusCode::UNAVAILABLE, "the backend is shutting down"};
const grpc::Status kAbandoned{grpc::StatusCode::CANCELLED, "nobody waits for the answer"};

}  // namespace

void ReadQueue::submit(Job job) {
  grpc::Status refused;
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) {
      refused = kShuttingDown;
    } else if (waiting_.size() >= waiting_max_) {
      refused = {
          grpc::StatusCode::RESOURCE_EXHAUSTED,
          fmt::format("{} questions wait for an answer already; ask again later", waiting_.size())};
    } else {
      waiting_.push_back(std::move(job));
      wake_.notify_one();
      return;
    }
  }
  job.perform(refused);
}

std::size_t ReadQueue::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

void ReadQueue::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    wake_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

void ReadQueue::run() {
  for (;;) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    Job job = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();

    if (stopping_) {
      job.perform(kShuttingDown);
    } else if (!job.wanted()) {
      job.perform(kAbandoned);
    } else {
      current_ = &job;
      job.perform(grpc::Status::OK);
      current_ = nullptr;
    }
  }
}

}  // namespace caseload::wire
