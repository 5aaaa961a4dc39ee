#pragma once

// How to reach a backend, and for how long to try.

#include <grpc/support/time.h>
#include <grpcpp/channel.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>

#include "grpc/client/wall_clock.hpp"

namespace caseload::wire {

struct LinkOptions {
  std::string target{};                         // "127.0.0.1:50051"
  std::chrono::milliseconds retry_for{60'000};  // without any answer, before giving up
  std::chrono::milliseconds answer_within{
      15'000};                              // one answer, before the connection counts as lost
  const std::atomic<bool>* stop = nullptr;  // once true, nothing is tried again; outlives the link
  Clock* clock = &wall_clock();             // by which all of this is measured; outlives the link
};

// A connection of its own: two channels to one target would otherwise share a connection, and with
// it gRPC's own waiting between attempts.
std::shared_ptr<grpc::Channel> open_channel(const LinkOptions& options);

// A deadline as gRPC takes it, which counts it by a clock of its own.
gpr_timespec within(std::chrono::milliseconds time);

}  // namespace caseload::wire
