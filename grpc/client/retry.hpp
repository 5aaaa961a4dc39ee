#pragma once

// Trying again, until it works, cannot work, or has taken too long.

#include <grpcpp/support/status.h>

#include <functional>

#include "grpc/client/link_options.hpp"

namespace caseload::wire {

// Calls `attempt` until it returns OK or a status that is not worth repeating; waits between
// attempts with growing, jittered pauses. The last status once options.retry_for has passed since
// the beginning, or options.stop was set.
grpc::Status retry(const LinkOptions& options, const std::function<grpc::Status()>& attempt);

}  // namespace caseload::wire
