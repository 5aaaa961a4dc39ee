#include "grpc/client/stream_call.hpp"

#include "grpc/client/unary_call.hpp"

namespace caseload::wire {

StreamCall::StreamCall(const LinkOptions& options)
    : options_(options), channel_(open_channel(options)), stub_(channel_), operations_(options) {}

StreamCall::~StreamCall() {
  operations_.abandon();  // what gRPC still writes to must outlive the call
}

grpc::Status StreamCall::open(const v1::RegisterRunRequest& registration, Clock::Moment due,
                              Opened& opened) {
  v1::RegisterRunResponse registered;
  if (grpc::Status status = call(options_, channel_, "RegisterRun", registration, due, registered);
      !status.ok())
    return status;

  stream_ = stub_.PrepareCall(&operations_.context(), method_name("Stream"), &operations_.queue());
  stream_->StartCall(operations_.begin(kStart));
  if (!operations_.wait_for(kStart, due)) return finish(due);

  v1::StreamRequest request;
  request.set_run(registration.registration().run());
  v1::StreamResponse response;
  if (grpc::Status status = exchange(request, due, response); !status.ok()) return status;
  if (!response.has_position()) {
    return {grpc::StatusCode::INTERNAL, "the backend did not say where the run stands"};
  }
  opened = {.resumed = registered.resumed(), .position = response.position()};
  return grpc::Status::OK;
}

grpc::Status StreamCall::exchange(const v1::StreamRequest& request, Clock::Moment due,
                                  v1::StreamResponse& response) {
  answer_.message.Clear();
  stream_->Write(request, operations_.begin(kWrite));
  stream_->Read(&answer_, operations_.begin(kRead));
  if (operations_.wait_for(kWrite | kRead, due)) {
    if (!answer_.readable) return unreadable();
    response.Swap(&answer_.message);
    return grpc::Status::OK;
  }
  grpc::Status status = finish(due);
  if (!status.ok()) return status;
  return {grpc::StatusCode::INTERNAL, "the backend ended the run's stream without an answer"};
}

grpc::Status StreamCall::close(Clock::Moment due) {
  stream_->WritesDone(operations_.begin(kWritesDone));
  operations_.wait_for(kWritesDone, due);
  return finish(due);
}

grpc::Status StreamCall::finish(Clock::Moment due) {
  if (operations_.under_way()) {
    operations_.abandon();
    return operations_.left_at(due);
  }
  grpc::Status status;
  stream_->Finish(&status, operations_.begin(kFinish));
  if (operations_.wait_for(kFinish, due)) return status;
  operations_.abandon();
  return operations_.left_at(due);
}

}  // namespace caseload::wire
