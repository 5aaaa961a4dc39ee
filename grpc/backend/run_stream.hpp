#pragma once

// One run's stream: a window up, its acknowledgement down, one at a time.
//
// Strictly in turn (read, store, write, read, …): so no write can start before the last has ended,
// and Finish is called exactly once, wherever a cancelled call happens to be.

#include <grpcpp/support/server_callback.h>

#include <string>

#include "caseload/v1/backend.pb.h"
#include "grpc/backend/group_commit.hpp"

namespace caseload::wire {

// Owns itself; gone when gRPC says that the call is done.
class RunStream final : public grpc::ServerBidiReactor<v1::StreamRequest, v1::StreamResponse> {
 public:
  explicit RunStream(GroupCommit& commits) : commits_(commits) { StartRead(&request_); }

 private:
  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnDone() override { delete this; }

  // On the writing thread.
  grpc::Status serve(Books& books);
  grpc::Status open(Books& books);
  grpc::Status take(Books& books);

  GroupCommit& commits_;
  std::string run_;  // empty until the first message
  v1::StreamRequest request_;
  v1::StreamResponse response_;
};

}  // namespace caseload::wire
