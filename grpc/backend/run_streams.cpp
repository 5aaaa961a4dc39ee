#include "grpc/backend/run_streams.hpp"

namespace caseload::wire {

void RunStreams::start() {
  RunStream::accept(service_, *queue_, commits_);
  thread_ = std::thread([queue = queue_.get()] {
    void* stream = nullptr;
    bool ok = false;
    while (queue->Next(&stream, &ok)) static_cast<RunStream*>(stream)->proceed(ok);
  });
}

RunStreams::~RunStreams() {
  queue_->Shutdown();
  if (thread_.joinable()) {
    thread_.join();
    return;
  }
  void* stream = nullptr;
  bool ok = false;
  while (queue_->Next(&stream, &ok)) continue;
}

}  // namespace caseload::wire
