#pragma once

// The reference backend: takes readings over gRPC, stores them in SQLite before it acknowledges,
// raises alerts, and says what the log supports.
//
// Health (grpc.health.v1) and reflection are on; health says NOT_SERVING while the store fails,
// once damage was found, and from the beginning of the end. Neither asks who calls: they say
// nothing of any run. Every other call is of a caller (server_security.hpp), and of her runs alone:
// another owner's are answered as if they were not registered.

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "grpc/backend/limits.hpp"
#include "grpc/backend/store_file.hpp"
#include "grpc/transport/server_security.hpp"
#include "sim/base/result.hpp"

namespace caseload::wire {

struct BackendOptions {
  std::string listen = "127.0.0.1:0";  // HOST:PORT; port 0 takes a free one
  ServerSecurity security{};           // none: plain text, on a loopback address, for anybody
  // Without a path: a temporary file that loses its name as soon as it is open, so that nothing of
  // it is left, however the process ends.
  StoreOptions store;
  BackendLimits limits{};
  // Takes what whoever looks after the backend should know: trouble with the store, a check of ours
  // that failed. From any thread.
  std::function<void(const std::string&)> note{};
};

class Backend {
 public:
  // BadInput: an address that is taken, security that server_credentials() refuses, or a file that
  // FileLock, StoreWatch or open_database() refuses.
  static Result<std::unique_ptr<Backend>> start(const BackendOptions& options);
  ~Backend();

  int port() const;
  std::string address() const;          // HOST:PORT with the port taken
  const std::string& database() const;  // the file; empty: a temporary one
  // Everything acknowledged is stored, as far as can be seen without reading it again.
  bool store_is_whole() const;

  // Takes no more calls; finishes, commits and answers what was taken; what is still open after
  // `grace` is cut. Idempotent; the destructor calls it.
  void shutdown(std::chrono::milliseconds grace = std::chrono::milliseconds{500});

 private:
  struct Parts;
  explicit Backend(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace caseload::wire
