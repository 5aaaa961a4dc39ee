#include "grpc/backend/run_streams.hpp"

#include <utility>

namespace caseload::wire {

void RunStreams::start() {
  RunStream::accept(service_, *queue_, commits_, count_);
  thread_ = std::thread([queue = queue_.get()] {
    void* stream = nullptr;
    bool ok = false;
    while (queue->Next(&stream, &ok)) static_cast<RunStream*>(stream)->proceed(ok);
  });
}

void RunStreams::stop() {
  if (std::exchange(stopped_, true)) return;
  count_.wait_for_none();
  queue_->Shutdown();
  if (thread_.joinable()) thread_.join();
  // Without a thread there is nothing on it but the end, which has to be taken all the same.
  void* stream = nullptr;
  bool ok = false;
  while (queue_->Next(&stream, &ok)) continue;
}

}  // namespace caseload::wire
