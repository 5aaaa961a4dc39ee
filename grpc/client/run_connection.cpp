#include "grpc/client/run_connection.hpp"

#include <fmt/format.h>

#include <utility>

#include "grpc/client/failures.hpp"

namespace caseload::wire {

RunConnection::RunConnection(const LinkOptions& options, const Registration& registration)
    : options_(options) {
  encode(registration, *registration_.mutable_registration());
}

grpc::Status RunConnection::open(std::uint64_t acknowledged) {
  auto call = std::make_unique<StreamCall>(options_);
  v1::Position position;
  if (grpc::Status opened = call->open(registration_, position); !opened.ok()) return opened;
  if (position.last_window() < acknowledged) {
    throw Refused(
        Error::Kind::Incorrect,
        fmt::format("{} has lost what it acknowledged: window {} was the last, now it says {}",
                    options_.target, acknowledged, position.last_window()));
  }
  call_ = std::move(call);
  return grpc::Status::OK;
}

grpc::Status RunConnection::exchange(const v1::StreamRequest& request,
                                     v1::StreamResponse& response) {
  grpc::Status exchanged = call_->exchange(request, response);
  if (!exchanged.ok()) call_.reset();
  return exchanged;
}

void RunConnection::close() {
  if (call_) call_->close();
  call_.reset();
}

}  // namespace caseload::wire
