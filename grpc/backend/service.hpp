#pragma once

// caseload.v1.Backend: who answers which call, on which thread.

#include "caseload/v1/backend.grpc.pb.h"
#include "grpc/backend/group_commit.hpp"
#include "grpc/backend/paged_stream.hpp"
#include "grpc/backend/read_queue.hpp"
#include "grpc/backend/run_stream.hpp"
#include "grpc/backend/store_reader.hpp"
#include "grpc/transport/server_security.hpp"

namespace caseload::wire {

// Stream is served by run_streams.hpp, everything else by gRPC's callback threads. All of them take
// and give bytes (message_bytes.hpp).
using CallbackMethods = v1::Backend::WithRawCallbackMethod_RegisterRun<
    v1::Backend::WithRawCallbackMethod_LogTime<v1::Backend::WithRawCallbackMethod_GetTotals<
        v1::Backend::WithRawCallbackMethod_ListReadings<
            v1::Backend::WithRawCallbackMethod_ListAlerts<
                v1::Backend::WithRawCallbackMethod_GetClaims<StreamMethod>>>>>>;

class BackendService final : public CallbackMethods {
 public:
  // What changes the store goes to `commits`; what only reads, to `reads`, whose thread alone uses
  // `reader`. `state` hears of what turns out to be damaged; `callers` knows who may call. All
  // outlive the service.
  BackendService(GroupCommit& commits, ReadQueue& reads, StoreReader& reader, StoreState& state,
                 const Callers& callers)
      : commits_(commits), reads_(reads), reader_(reader), state_(state), callers_(callers) {}

  grpc::ServerUnaryReactor* RegisterRun(grpc::CallbackServerContext* context,
                                        const grpc::ByteBuffer* request,
                                        grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* LogTime(grpc::CallbackServerContext* context,
                                    const grpc::ByteBuffer* request,
                                    grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* GetTotals(grpc::CallbackServerContext* context,
                                      const grpc::ByteBuffer* request,
                                      grpc::ByteBuffer* response) override;
  PageReactor* ListReadings(grpc::CallbackServerContext* context,
                            const grpc::ByteBuffer* request) override;
  PageReactor* ListAlerts(grpc::CallbackServerContext* context,
                          const grpc::ByteBuffer* request) override;
  PageReactor* GetClaims(grpc::CallbackServerContext* context,
                         const grpc::ByteBuffer* request) override;

 private:
  grpc::Status failed(const std::exception& failure);

  GroupCommit& commits_;
  ReadQueue& reads_;
  StoreReader& reader_;
  StoreState& state_;
  const Callers& callers_;
};

}  // namespace caseload::wire
