#include "tests/grpc/babbling_backend.hpp"

#include <fmt/format.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>
#include <grpcpp/support/byte_buffer.h>

#include <chrono>

namespace caseload::wire::testing {
namespace {

// Owns itself; gone when gRPC says that the call is done.
class Babble final : public grpc::ServerGenericBidiReactor {
 public:
  explicit Babble(const std::string& answer) {
    const grpc::Slice slice(answer);
    answer_ = grpc::ByteBuffer(&slice, 1);
    StartRead(&heard_);
  }

 private:
  void OnReadDone(bool ok) override {
    if (!ok) return Finish(grpc::Status::OK);
    StartWrite(&answer_);
  }
  void OnWriteDone(bool ok) override {
    if (!ok) return Finish(grpc::Status::OK);
    StartRead(&heard_);
  }
  void OnDone() override { delete this; }

  grpc::ByteBuffer heard_;
  grpc::ByteBuffer answer_;
};

}  // namespace

grpc::ServerGenericBidiReactor* BabblingBackend::Service::CreateReactor(
    grpc::GenericCallbackServerContext* context) {
  // A field that says it is longer than the message.
  const std::string no_message = "\x0a\x7f";
  return new Babble(context->method().ends_with("/RegisterRun") ? "" : no_message);
}

BabblingBackend::BabblingBackend() {
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterCallbackGenericService(&service_);
  server_ = builder.BuildAndStart();
  address_ = fmt::format("127.0.0.1:{}", port);
}

BabblingBackend::~BabblingBackend() { server_->Shutdown(std::chrono::system_clock::now()); }

}  // namespace caseload::wire::testing
