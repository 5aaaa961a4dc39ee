#pragma once

// The flags of every command that dials or listens: over what, as whom, and whom it believes.
//
// A secret is named by its file and never typed: what is typed is seen by whoever lists processes.

#include <CLI/CLI.hpp>

#include "grpc/transport/client_security.hpp"
#include "grpc/transport/server_security.hpp"

namespace caseload::cli {

// --tls-ca --tls-cert --tls-key --token-file --insecure. Sets `security` as they are parsed; it
// outlives the command.
void add_client_security(CLI::App& command, wire::ClientSecurity& security);

// --tls-cert --tls-key --tls-client-ca --tokens --insecure. Likewise.
void add_server_security(CLI::App& command, wire::ServerSecurity& security);

}  // namespace caseload::cli
