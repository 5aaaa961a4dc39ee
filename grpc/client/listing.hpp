#pragma once

// A question whose answer comes in pages, asked once. One page is under way at a time, so that a
// backend which sends faster than it is read, or for ever, costs no memory.

#include <grpcpp/support/async_stream.h>

#include <memory>
#include <utility>

#include "grpc/client/call_operations.hpp"

namespace caseload::wire {

template <class Page>
class Listing {
 public:
  // `prepare` makes the call: stub.PrepareAsyncListAlerts(context, request, queue). `options` must
  // outlive it.
  template <class Prepare>
  Listing(const LinkOptions& options, Prepare prepare)
      : operations_(options), pages_(prepare(&operations_.context(), &operations_.queue())) {
    pages_->StartCall(operations_.begin(kStart));
  }
  // What gRPC still writes to must outlive the call.
  ~Listing() { operations_.abandon(); }
  Listing(const Listing&) = delete;
  Listing& operator=(const Listing&) = delete;

  // The next page, which may be empty; false: none came until then, and finish() says why.
  bool next(Page& page, Clock::Moment due) {
    due_ = due;
    if (!operations_.wait_for(kStart, due)) return false;
    page.Clear();
    pages_->Read(&page_, operations_.begin(kRead));
    if (!operations_.wait_for(kRead, due)) return false;
    std::swap(page, page_);
    return true;
  }

  // OK: that was all.
  grpc::Status finish() {
    if (operations_.under_way()) {
      operations_.abandon();
      return operations_.left_at(due_);
    }
    grpc::Status status;
    pages_->Finish(&status, operations_.begin(kFinish));
    if (operations_.wait_for(kFinish, due_)) return status;
    operations_.abandon();
    return operations_.left_at(due_);
  }

 private:
  enum Operation : std::uintptr_t { kStart = 1, kRead = 2, kFinish = 4 };

  Page page_;
  CallOperations operations_;
  std::unique_ptr<grpc::ClientAsyncReader<Page>> pages_;
  Clock::Moment due_;
};

}  // namespace caseload::wire
