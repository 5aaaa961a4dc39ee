#pragma once

// A listing sent page by page. Pages are made on the reading thread, the next one only when the
// last has left, so that a slow reader costs no memory.

#include <grpcpp/support/server_callback.h>

#include <exception>
#include <functional>
#include <utility>

#include "grpc/backend/worker.hpp"

namespace caseload::wire {

// Owns itself; gone when gRPC says that the call is done.
template <class Page>
class PagedStream final : public grpc::ServerWriteReactor<Page> {
 public:
  // Runs on the reading thread. Leaves the page empty at the end; a status that is not OK ends the
  // listing.
  using Fill = std::move_only_function<grpc::Status(Page&)>;

  // What to say of something that `fill` threw.
  using Failed = std::function<grpc::Status(const std::exception&)>;

  PagedStream(Worker& worker, Fill fill, Failed failed)
      : worker_(worker), fill_(std::move(fill)), failed_(std::move(failed)) {
    turn();
  }

 private:
  void OnWriteDone(bool ok) override {
    if (ok) return turn();
    this->Finish({grpc::StatusCode::UNAVAILABLE, "the stream was lost"});
  }
  void OnDone() override { delete this; }

  void turn() {
    if (worker_.submit([this] { send_next(); })) return;
    this->Finish({grpc::StatusCode::UNAVAILABLE, "the backend is shutting down"});
  }
  void send_next() {
    page_.Clear();
    grpc::Status status;
    try {
      status = fill_(page_);
    } catch (const std::exception& failure) {
      status = failed_(failure);
    }
    if (!status.ok() || page_.ByteSizeLong() == 0) return this->Finish(std::move(status));
    this->StartWrite(&page_);
  }

  Worker& worker_;
  Fill fill_;
  Failed failed_;
  Page page_;
};

}  // namespace caseload::wire
