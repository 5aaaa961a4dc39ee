#pragma once

// A question whose answer comes in pages, asked once. One page is under way at a time, so that a
// backend which sends faster than it is read, or for ever, costs no memory.

#include <grpcpp/support/async_stream.h>

#include <memory>
#include <string>

#include "grpc/client/call_operations.hpp"
#include "grpc/client/received.hpp"

namespace caseload::wire {

template <class Request, class Page>
class Listing {
 public:
  // `options` must outlive it.
  Listing(const LinkOptions& options, const std::shared_ptr<grpc::Channel>& channel,
          const std::string& method, const Request& request)
      : request_(request), stub_(channel), operations_(options) {
    pages_ = stub_.PrepareCall(&operations_.context(), method_name(method), &operations_.queue());
    pages_->StartCall(operations_.begin(kStart));
  }
  // What gRPC still writes to must outlive the call.
  ~Listing() { operations_.abandon(); }
  Listing(const Listing&) = delete;
  Listing& operator=(const Listing&) = delete;

  // The next page, which may be empty; null: none came until then, and finish() says why. It stays
  // until the next is asked for.
  const Page* next(Clock::Moment due) {
    due_ = due;
    if (!asked_ && !ask()) return nullptr;
    page_.message.Clear();
    pages_->Read(&page_, operations_.begin(kRead));
    if (!operations_.wait_for(kRead, due)) return nullptr;
    return page_.readable ? &page_.message : nullptr;
  }

  // OK: that was all.
  grpc::Status finish() {
    if (operations_.under_way()) {
      operations_.abandon();
      return operations_.left_at(due_);
    }
    if (!page_.readable) return unreadable();
    grpc::Status status;
    pages_->Finish(&status, operations_.begin(kFinish));
    if (operations_.wait_for(kFinish, due_)) return status;
    operations_.abandon();
    return operations_.left_at(due_);
  }

 private:
  enum Operation : std::uintptr_t { kStart = 1, kWrite = 2, kRead = 4, kFinish = 8 };

  bool ask() {
    asked_ = true;
    if (!operations_.wait_for(kStart, due_)) return false;
    pages_->WriteLast(request_, {}, operations_.begin(kWrite));
    return operations_.wait_for(kWrite, due_);
  }

  Request request_;
  Received<Page> page_;
  bool asked_ = false;
  BackendStub<Request, Page> stub_;
  CallOperations operations_;
  std::unique_ptr<grpc::ClientAsyncReaderWriter<Request, Received<Page>>> pages_;
  Clock::Moment due_;
};

}  // namespace caseload::wire
