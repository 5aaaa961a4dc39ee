#include "cli/choose.hpp"

#include <fmt/format.h>

#include "cli/console.hpp"
#include "grpc/transport/host_port.hpp"

namespace caseload::cli {

Result<void> check_wire(const std::string& where) {
  if (where == "none" || where == "embedded") return {};
  const auto server = wire::parse_host_port(where);
  if (server && server->port != 0) return {};
  return bad_input(
      fmt::format("--wire {}: expected none, embedded, or HOST:PORT as in 127.0.0.1:50051", where));
}

}  // namespace caseload::cli
