#pragma once

// How to reach a backend, and for how long to try.

#include <grpc/support/time.h>
#include <grpcpp/channel.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>

#include "grpc/client/wall_clock.hpp"
#include "grpc/transport/client_security.hpp"

namespace caseload::wire {

// A backend's messages are no larger (backend.proto): 600,000 alerts at once.
inline constexpr int kAnswerBytesMax = 16 << 20;

struct LinkOptions {
  std::string target{};  // "127.0.0.1:50051"
  // None: plain text, to whatever address (client_credentials() is who looks at it).
  std::shared_ptr<const ClientCredentials> credentials{};
  // Without any answer, before giving up: of every question, whatever it takes to ask it.
  std::chrono::milliseconds retry_for{60'000};
  // One answer, before the connection counts as lost; never longer than what is left of retry_for.
  std::chrono::milliseconds answer_within{15'000};
  // Once true, nothing is waited for and nothing is tried again; outlives the link.
  const std::atomic<bool>* stop = nullptr;
  Clock* clock = &wall_clock();  // by which all of this is measured; outlives the link
};

// A connection of its own: two channels to one target would otherwise share a connection, and with
// it gRPC's own waiting between attempts.
std::shared_ptr<grpc::Channel> open_channel(const LinkOptions& options);

// From now until then; nothing where that has passed.
std::chrono::milliseconds remaining(const Clock& clock, Clock::Moment until);

// A deadline as gRPC takes it, which counts it by a clock of its own.
gpr_timespec within(std::chrono::milliseconds time);

}  // namespace caseload::wire
