#pragma once

// A backend that takes every call and answers each message with bytes that are none, except that it
// agrees to every registration.

#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/server.h>

#include <memory>
#include <string>

namespace caseload::wire::testing {

class BabblingBackend {
 public:
  BabblingBackend();
  ~BabblingBackend();

  const std::string& address() const { return address_; }

 private:
  class Service final : public grpc::CallbackGenericService {
    grpc::ServerGenericBidiReactor* CreateReactor(
        grpc::GenericCallbackServerContext* context) override;
  };
  Service service_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
};

}  // namespace caseload::wire::testing
