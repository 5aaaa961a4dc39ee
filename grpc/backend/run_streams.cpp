#include "grpc/backend/run_streams.hpp"

#include <grpc/support/time.h>

#include <utility>
#include <vector>

namespace caseload::wire {
namespace {

// How often it is looked whether somebody has let its time pass: limits are kept to this.
constexpr std::chrono::milliseconds kLook{100};

}  // namespace

void RunStreams::start() {
  RunStream::accept(*this);
  thread_ = std::thread([this] { run(); });
}

void RunStreams::stop() {
  if (std::exchange(stopped_, true)) return;
  {
    std::unique_lock lock(mutex_);
    none_.wait(lock, [this] { return streams_.empty(); });
  }
  queue_->Shutdown();
  if (thread_.joinable()) thread_.join();
  // Without a thread there is nothing on it but the end, which has to be taken all the same.
  void* stream = nullptr;
  bool ok = false;
  while (queue_->Next(&stream, &ok)) continue;
}

std::size_t RunStreams::open() const {
  const std::lock_guard lock(mutex_);
  return streams_.empty() ? 0 : streams_.size() - 1;
}

std::uint64_t RunStreams::ended() const {
  const std::lock_guard lock(mutex_);
  return ended_;
}

void RunStreams::add(RunStream& stream) {
  const std::lock_guard lock(mutex_);
  streams_.insert(&stream);
}

void RunStreams::remove(RunStream& stream) {
  const std::lock_guard lock(mutex_);
  streams_.erase(&stream);
  ++ended_;
  if (streams_.empty()) none_.notify_all();
}

void RunStreams::run() {
  RunStream::Moment looked = std::chrono::steady_clock::now();
  for (;;) {
    void* stream = nullptr;
    bool ok = false;
    const gpr_timespec patience = gpr_time_from_millis(kLook.count(), GPR_TIMESPAN);
    switch (queue_->AsyncNext(&stream, &ok, patience)) {
      case grpc::CompletionQueue::GOT_EVENT:
        static_cast<RunStream*>(stream)->proceed(ok);
        break;
      case grpc::CompletionQueue::TIMEOUT:
        break;
      case grpc::CompletionQueue::SHUTDOWN:
        return;
    }
    const RunStream::Moment now = std::chrono::steady_clock::now();
    if (now - looked < kLook) continue;
    looked = now;
    look_at_the_clock();
  }
}

void RunStreams::look_at_the_clock() {
  std::vector<RunStream*> streams;  // none of them ends but on this thread
  {
    const std::lock_guard lock(mutex_);
    streams.assign(streams_.begin(), streams_.end());
  }
  const RunStream::Moment now = std::chrono::steady_clock::now();
  for (RunStream* stream : streams) stream->look_at_the_clock(now);
}

}  // namespace caseload::wire
