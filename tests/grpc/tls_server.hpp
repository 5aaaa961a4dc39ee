#pragma once

// A server with whatever certificate a test gives it; it has no method at all.

#include <grpcpp/server.h>

#include <memory>
#include <string>
#include <thread>

#include "tests/grpc/authority.hpp"

namespace caseload::wire::testing {

class TlsServer {
 public:
  explicit TlsServer(const Authority::Issued& issued);
  ~TlsServer();

  const std::string& address() const { return address_; }

 private:
  std::unique_ptr<grpc::ServerCompletionQueue> queue_;
  std::unique_ptr<grpc::Server> server_;
  std::thread thread_;
  std::string address_;
};

}  // namespace caseload::wire::testing
