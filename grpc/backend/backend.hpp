#pragma once

// The reference backend: takes readings over gRPC, stores them in SQLite before it acknowledges,
// raises alerts, and says what the log supports.
//
// Health (grpc.health.v1) and reflection are on. Everything travels in plain text, hence loopback
// only.

#include <chrono>
#include <memory>
#include <string>

#include "grpc/backend/store_file.hpp"
#include "sim/base/result.hpp"

namespace caseload::wire {

struct BackendOptions {
  std::string listen = "127.0.0.1:0";  // HOST:PORT, a loopback address; port 0 takes a free one
  StoreOptions store;                  // without a path: a temporary file, removed at the end
};

class Backend {
 public:
  // BadInput: an address that is not loopback or is taken, or a file open_database() refuses.
  static Result<std::unique_ptr<Backend>> start(const BackendOptions& options);
  ~Backend();

  int port() const;
  std::string address() const;          // HOST:PORT with the port taken
  const std::string& database() const;  // the file

  // Takes no more calls; finishes, commits and answers what was taken; what is still open after
  // `grace` is cut. Idempotent; the destructor calls it.
  void shutdown(std::chrono::milliseconds grace = std::chrono::milliseconds{500});

 private:
  struct Parts;
  explicit Backend(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace caseload::wire
