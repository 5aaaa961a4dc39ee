#pragma once

// How a server meets its clients: over TLS or in plain text, and whom it lets in.

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/status.h>

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "grpc/transport/host_port.hpp"
#include "grpc/transport/tokens.hpp"
#include "sim/base/result.hpp"

namespace caseload::wire {

// As typed (cli/security_flags.hpp). Each but the last names a file; empty: none.
struct ServerSecurity {
  std::string certificate{};  // --tls-cert: PEM, ours, and the chain above it
  std::string key{};          // --tls-key: PEM, its key, readable for us alone
  std::string clients{};      // --tls-client-ca: PEM, who may vouch for clients
  std::string tokens{};       // --tokens: names and their tokens, readable for us alone
  bool insecure = false;      // --insecure: plain text, on any address
};

// Who calls. What she owns is told by this name alone.
class Callers {
 public:
  Callers() = default;  // anybody
  Callers(std::optional<Tokens> tokens, bool certificates)
      : tokens_(std::move(tokens)), certificates_(certificates) {}

  // "token ana"; "certificate spiffe://…" where there are certificates and no tokens (the first
  // name its subjectAltName has, or else its common name); empty: anybody, where neither is asked
  // for. UNAUTHENTICATED: the call bears no token that is known here, or a certificate without a
  // name. From any thread.
  std::expected<std::string, grpc::Status> who(const grpc::ServerContextBase& call) const;

  bool anybody() const { return !tokens_ && !certificates_; }

 private:
  std::optional<Tokens> tokens_;
  bool certificates_ = false;
};

struct ServerCredentials {
  std::shared_ptr<grpc::ServerCredentials> port;
  Callers callers;
};

// TLS where there is a certificate; a client's own is then asked for, and verified before anything
// is said, where `clients` are named. BadInput: plain text on an address that is not loopback,
// unless it was asked for; flags that contradict each other; whatever is wrong with the files, one
// a line.
Result<ServerCredentials> server_credentials(const ServerSecurity& security,
                                             const HostPort& listen);

}  // namespace caseload::wire
