#pragma once

// gRPC writes its own lines to stderr when a port is taken or a peer goes away. We say these things
// ourselves, in a sentence; whoever debugs gRPC sets GRPC_VERBOSITY and gets its lines back.

#include <grpc/support/log.h>

#include <cstdlib>

namespace caseload::wire {

inline void keep_grpc_quiet() {
  if (std::getenv("GRPC_VERBOSITY") == nullptr) gpr_set_log_function([](gpr_log_func_args*) {});
}

}  // namespace caseload::wire
