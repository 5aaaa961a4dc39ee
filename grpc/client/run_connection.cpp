#include "grpc/client/run_connection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "grpc/client/answers.hpp"
#include "grpc/client/failures.hpp"
#include "sim/base/visible.hpp"

namespace caseload::wire {

RunConnection::RunConnection(const LinkOptions& options, const Registration& registration)
    : options_(options) {
  encode(registration, *registration_.mutable_registration());
}

grpc::Status RunConnection::open(std::uint64_t acknowledged, Clock::Moment due) {
  auto call = std::make_unique<StreamCall>(options_);
  StreamCall::Opened opened;
  if (grpc::Status status = call->open(registration_, due, opened); !status.ok()) return status;
  const std::uint64_t told = opened.position.last_window();
  // What somebody else sent before us is only known from the backend.
  if (!sent_) sent_ = opened.resumed ? told : 0;
  if (const auto possible = check_position(opened.position, acknowledged, *sent_); !possible) {
    throw Refused(possible.error().kind,
                  fmt::format("{}, run {}: {}", options_.target,
                              visible(registration_.registration().run()), possible.error().text));
  }
  call_ = std::move(call);
  return grpc::Status::OK;
}

grpc::Status RunConnection::exchange(const v1::StreamRequest& request, Clock::Moment due,
                                     v1::StreamResponse& response) {
  sent_ = std::max(*sent_, request.window().number());
  grpc::Status exchanged = call_->exchange(request, due, response);
  if (!exchanged.ok()) call_.reset();
  return exchanged;
}

void RunConnection::close() {
  // The run is complete and stored: nobody need wait long for a goodbye.
  constexpr std::chrono::milliseconds kGoodbye{1000};
  if (call_) call_->close(options_.clock->now() + std::min(kGoodbye, options_.retry_for));
  call_.reset();
}

}  // namespace caseload::wire
