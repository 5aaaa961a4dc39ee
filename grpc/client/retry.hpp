#pragma once

// Trying again, until it works, cannot work, or has taken too long.

#include <grpcpp/support/status.h>

#include <functional>

#include "grpc/client/link_options.hpp"
#include "grpc/client/patience.hpp"

namespace caseload::wire {

// Makes a call that is to end by this moment: late, it counts as lost.
using Attempt = std::function<grpc::Status(Clock::Moment answer_due)>;

// Calls `attempt` until it returns OK or a status that is not worth repeating; waits between
// attempts with growing, jittered pauses. The last status once the patience is over, which is not
// before a last attempt; and whatever was the last once it was stopped, CANCELLED where there was
// none.
grpc::Status retry(Patience& patience, const Attempt& attempt);
// With the patience of one question, asked now.
grpc::Status retry(const LinkOptions& options, const Attempt& attempt);

}  // namespace caseload::wire
