#pragma once

// gRPC writes its own lines to stderr when a port is taken or a peer goes away, and Protobuf when a
// peer sends what is no message. We say these things ourselves, in a sentence; whoever debugs them
// sets GRPC_VERBOSITY and gets their lines back.

#include <google/protobuf/stubs/logging.h>
#include <grpc/support/log.h>

#include <cstdlib>

namespace caseload::wire {

inline void keep_grpc_quiet() {
  if (std::getenv("GRPC_VERBOSITY") != nullptr) return;
  gpr_set_log_function([](gpr_log_func_args*) {});
  google::protobuf::SetLogHandler(nullptr);
}

}  // namespace caseload::wire
