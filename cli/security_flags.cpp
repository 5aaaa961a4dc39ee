#include "cli/security_flags.hpp"

#include <string>

namespace caseload::cli {
namespace {

constexpr const char* kGroup = "Security";

void file(CLI::App& command, const char* name, std::string& path, const char* help) {
  command.add_option(name, path, help)->type_name("FILE")->group(kGroup);
}

void identity(CLI::App& command, std::string& certificate, std::string& key) {
  file(command, "--tls-cert", certificate,
       "Our certificate, and the chain above it (PEM); with --tls-key");
  file(command, "--tls-key", key,
       "Its key (PEM, without a passphrase), readable for its owner alone");
}

}  // namespace

void add_client_security(CLI::App& command, wire::ClientSecurity& security) {
  file(command, "--tls-ca", security.authorities,
       "Who may vouch for the backend (PEM); without it whom this machine trusts. TLS is spoken\n"
       "with every host but a loopback address, and there with --tls-ca or --tls-cert");
  identity(command, security.certificate, security.key);
  file(command, "--token-file", security.token,
       "A bearer token that every call bears, readable for its owner alone");
  command
      .add_flag("--insecure", security.insecure,
                "Plain text, to any host: whoever is on the way reads it, the token too")
      ->group(kGroup);
}

void add_server_security(CLI::App& command, wire::ServerSecurity& security) {
  identity(command, security.certificate, security.key);
  file(command, "--tls-client-ca", security.clients,
       "Takes only callers with a certificate for which this vouches (PEM)");
  file(command, "--tokens", security.tokens,
       "Takes only calls with one of these bearer tokens: a name and a token on a line, readable\n"
       "for its owner alone. A run is its caller's: by the token's name, or else by that of the\n"
       "certificate; for everybody else it is not there");
  command
      .add_flag("--insecure", security.insecure,
                "Plain text, on any address: whoever is on the way reads it, tokens too")
      ->group(kGroup);
}

}  // namespace caseload::cli
