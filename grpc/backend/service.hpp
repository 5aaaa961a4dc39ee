#pragma once

// caseload.v1.Backend: who answers which call, on which thread.

#include "caseload/v1/backend.grpc.pb.h"
#include "grpc/backend/group_commit.hpp"
#include "grpc/backend/run_stream.hpp"
#include "grpc/backend/store_reader.hpp"
#include "grpc/backend/worker.hpp"

namespace caseload::wire {

// Stream is served by run_streams.hpp, everything else by gRPC's callback threads.
using CallbackMethods = v1::Backend::WithCallbackMethod_RegisterRun<
    v1::Backend::WithCallbackMethod_LogTime<v1::Backend::WithCallbackMethod_GetTotals<
        v1::Backend::WithCallbackMethod_ListReadings<v1::Backend::WithCallbackMethod_ListAlerts<
            v1::Backend::WithCallbackMethod_GetClaims<StreamMethod>>>>>>;

class BackendService final : public CallbackMethods {
 public:
  // What changes the store goes to `commits`; what only reads, to `worker`, which alone uses
  // `reader`; damage that reading comes upon, to `state`. All outlive the service.
  BackendService(GroupCommit& commits, Worker& worker, StoreReader& reader, StoreState& state)
      : commits_(commits), worker_(worker), reader_(reader), state_(state) {}

  grpc::ServerUnaryReactor* RegisterRun(grpc::CallbackServerContext* context,
                                        const v1::RegisterRunRequest* request,
                                        v1::RegisterRunResponse* response) override;
  grpc::ServerUnaryReactor* LogTime(grpc::CallbackServerContext* context,
                                    const v1::LogTimeRequest* request,
                                    v1::LogTimeResponse* response) override;
  grpc::ServerUnaryReactor* GetTotals(grpc::CallbackServerContext* context,
                                      const v1::GetTotalsRequest* request,
                                      v1::GetTotalsResponse* response) override;
  grpc::ServerWriteReactor<v1::ListReadingsResponse>* ListReadings(
      grpc::CallbackServerContext* context, const v1::ListReadingsRequest* request) override;
  grpc::ServerWriteReactor<v1::ListAlertsResponse>* ListAlerts(
      grpc::CallbackServerContext* context, const v1::ListAlertsRequest* request) override;
  grpc::ServerWriteReactor<v1::GetClaimsResponse>* GetClaims(
      grpc::CallbackServerContext* context, const v1::GetClaimsRequest* request) override;

 private:
  grpc::Status failed(const std::exception& failure);

  GroupCommit& commits_;
  Worker& worker_;
  StoreReader& reader_;
  StoreState& state_;
};

}  // namespace caseload::wire
