#pragma once

// What a backend allows its callers, so that no number of them takes it down. All can be set.

#include <chrono>
#include <cstddef>

#include "grpc/backend/live_runs.hpp"
#include "grpc/backend/run_stream.hpp"
#include "grpc/transport/acceptor.hpp"

namespace caseload::wire {

struct BackendLimits {
  AcceptLimits accept{};
  StreamLimits streams{};
  std::chrono::milliseconds handshake{10'000};  // from the connection to HTTP/2's first frame
  std::chrono::milliseconds connection_idle{300'000};  // without a call, before it is closed
  std::chrono::milliseconds keepalive{60'000};  // a quiet connection is asked whether it is there
  int calls_per_connection = 200;               // at once; more wait (HTTP/2's own limit)
  std::size_t message_bytes_max = 64 << 20;     // a window may enrol a whole network of patients
  std::size_t memory_bytes_max = 512 << 20;  // for what is being received and sent, of all callers
  std::size_t questions_waiting_max = 1000;  // totals, pages of listings, claims
  // Of the runs kept in memory, those that sent something last, about; one that does not fit is
  // read from the file again when its next window comes. At least one is kept.
  std::size_t live_bytes = kLiveBytes;
};

}  // namespace caseload::wire
