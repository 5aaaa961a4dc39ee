#pragma once

// Logged work and visits come in, each numbered by the sender, so that a repeated call adds
// nothing.

#include "caseload/v1/backend.pb.h"
#include "grpc/backend/group_commit.hpp"

namespace caseload::wire {

// On the writing thread. Refused, the whole call: an unknown run, a gap in the numbers, an entry
// that decode() refuses, and a number that is stored with other content.
grpc::Status log_time(const v1::LogTimeRequest& request, const std::string& owner, Books& books,
                      v1::LogTimeResponse& response);

}  // namespace caseload::wire
