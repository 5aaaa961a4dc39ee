#pragma once

// How a client meets a server: over TLS or in plain text, as whom, and whom it believes.

#include <grpcpp/security/credentials.h>
#include <grpcpp/support/status.h>

#include <memory>
#include <string>

#include "grpc/transport/host_port.hpp"
#include "sim/base/result.hpp"

namespace caseload::wire {

// As typed (cli/security_flags.hpp). Each but the last names a file; empty: none.
struct ClientSecurity {
  std::string authorities{};  // --tls-ca: PEM, who may vouch for the server; none: this machine's
  std::string certificate{};  // --tls-cert: PEM, ours, and the chain above it
  std::string key{};          // --tls-key: PEM, its key, readable for us alone
  std::string token{};        // --token-file: one bearer token, readable for us alone
  bool insecure = false;      // --insecure: plain text, to any host

  bool any() const {
    return insecure ||
           !(authorities.empty() && certificate.empty() && key.empty() && token.empty());
  }
};

// What every channel and call of a client is made with. Prints itself nowhere.
struct ClientCredentials {
  std::shared_ptr<grpc::ChannelCredentials> channel;
  std::string authorization;  // the header's value, "Bearer …"; empty: none is sent
  bool tls = false;
};

// TLS, unless --insecure is given, or the host is a loopback address and neither authorities nor a
// certificate are named: plain text that leaves this machine is never a default. BadInput: flags
// that contradict each other, and whatever is wrong with the files, one a line.
Result<ClientCredentials> client_credentials(const ClientSecurity& security,
                                             const HostPort& server);

// Why the server was not believed, where a call ended like this: nothing of it was sent, and to try
// again would find the same. Empty: that was not it. One sentence without its subject: "its
// certificate …", "does not speak TLS …".
std::string why_not_believed(const grpc::Status& status);

}  // namespace caseload::wire
