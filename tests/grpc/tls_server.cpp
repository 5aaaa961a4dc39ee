#include "tests/grpc/tls_server.hpp"

#include <fmt/format.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <chrono>

#include "grpc/transport/private_file.hpp"

namespace caseload::wire::testing {

TlsServer::TlsServer(const Authority::Issued& issued) {
  grpc::SslServerCredentialsOptions options;
  options.pem_key_cert_pairs.push_back({*read_file(issued.key), *read_file(issued.certificate)});
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::SslServerCredentials(options), &port);
  queue_ = builder.AddCompletionQueue();
  server_ = builder.BuildAndStart();
  address_ = fmt::format("127.0.0.1:{}", port);
  // Without somebody at a queue gRPC does nothing for a caller in another process.
  thread_ = std::thread([this] {
    void* tag = nullptr;
    bool ok = false;
    while (queue_->Next(&tag, &ok)) continue;
  });
}

TlsServer::~TlsServer() {
  server_->Shutdown(std::chrono::system_clock::now());
  queue_->Shutdown();
  thread_.join();
}

}  // namespace caseload::wire::testing
