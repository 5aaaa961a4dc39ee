#pragma once

// The first call of every run.

#include "caseload/v1/backend.pb.h"
#include "grpc/backend/group_commit.hpp"

namespace caseload::wire {

// On the writing thread. Refused: what decode() refuses, and a name that is taken by another run of
// the same owner.
grpc::Status register_run(const v1::RegisterRunRequest& request, const std::string& owner,
                          Books& books, v1::RegisterRunResponse& response);

}  // namespace caseload::wire
