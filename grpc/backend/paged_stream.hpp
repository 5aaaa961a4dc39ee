#pragma once

// A listing sent page by page. Pages are made on the reading thread, the next one only when the
// last has left, so that a slow reader costs no memory.

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <atomic>
#include <exception>
#include <functional>
#include <utility>

#include "grpc/backend/read_queue.hpp"
#include "grpc/transport/message_bytes.hpp"

namespace caseload::wire {

using PageReactor = grpc::ServerWriteReactor<grpc::ByteBuffer>;

// Ends the call with this status, and nothing else.
class RefusedStream final : public PageReactor {
 public:
  explicit RefusedStream(grpc::Status why) { Finish(std::move(why)); }

 private:
  void OnDone() override { delete this; }
};

// Owns itself; gone when gRPC says that the call is done.
template <class Page>
class PagedStream final : public PageReactor {
 public:
  // Runs on the reading thread. Leaves the page empty at the end; a status that is not OK ends the
  // listing.
  using Fill = std::move_only_function<grpc::Status(Page&)>;

  // What to say of something that `fill` threw.
  using Failed = std::function<grpc::Status(const std::exception&)>;

  PagedStream(ReadQueue& reads, Fill fill, Failed failed)
      : reads_(reads), fill_(std::move(fill)), failed_(std::move(failed)) {
    turn();
  }

 private:
  void OnWriteDone(bool ok) override {
    if (ok) return turn();
    Finish({grpc::StatusCode::UNAVAILABLE, "the stream was lost"});
  }
  void OnCancel() override { cancelled_ = true; }
  void OnDone() override { delete this; }

  void turn() {
    reads_.submit({.perform = [this](const grpc::Status& turn) { send_next(turn); },
                   .wanted = [this] { return !cancelled_; }});
  }
  void send_next(const grpc::Status& turn) {
    if (!turn.ok()) return Finish(turn);
    page_.Clear();
    grpc::Status status;
    try {
      status = fill_(page_);
    } catch (const std::exception& failure) {
      status = failed_(failure);
    }
    if (!status.ok() || page_.ByteSizeLong() == 0) return Finish(std::move(status));
    bytes_ = bytes_of(page_);
    StartWrite(&bytes_);
  }

  ReadQueue& reads_;
  Fill fill_;
  Failed failed_;
  std::atomic<bool> cancelled_ = false;
  Page page_;
  grpc::ByteBuffer bytes_;
};

}  // namespace caseload::wire
