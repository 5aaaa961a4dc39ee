#include "cli/wire_choice.hpp"

#include <spdlog/spdlog.h>

#include <chrono>
#include <utility>

#include "cli/choose.hpp"
#include "cli/console.hpp"
#include "scenarios/text/quantities.hpp"

namespace caseload::cli {

std::unexpected<Error> nameless_database() {
  return bad_input("--db: expected the name of a file; without --db the file is temporary");
}

void log_trouble(const std::string& trouble) { spdlog::error("{}", trouble); }

Result<Wire> open_wire(const WireChoice& choice) {
  if (const auto known = check_wire(choice.where); !known) return std::unexpected(known.error());
  if (choice.database && choice.where != "embedded")
    return bad_input("--db belongs to --wire embedded; a backend that runs apart has its own");
  const bool apart = choice.where != "none" && choice.where != "embedded";
  if (choice.security.any() && !apart)
    return bad_input("--tls-…, --token-file and --insecure belong to --wire HOST:PORT");
  const auto patience = scenarios::parse_duration(choice.give_up_after);
  if (!patience)
    return bad_input("--give-up-after " + choice.give_up_after + ": " + patience.error());
  if (choice.where == "none") return Wire{"in process", nullptr, std::nullopt};

  wire::LinkOptions link{
      .target = choice.where,
      .retry_for = std::chrono::duration_cast<std::chrono::milliseconds>(*patience)};
  if (apart) {
    const auto server = wire::parse_host_port(choice.where);
    if (!server) return std::unexpected(server.error());
    auto credentials = wire::client_credentials(choice.security, *server);
    if (!credentials) return std::unexpected(credentials.error());
    const char* how = credentials->tls ? "over gRPC and TLS to " : "over gRPC to ";
    link.credentials = std::make_shared<wire::ClientCredentials>(std::move(*credentials));
    return Wire{how + choice.where, nullptr, std::move(link)};
  }

  if (choice.database && choice.database->empty()) return nameless_database();
  auto backend = wire::Backend::start({.listen = "127.0.0.1:0",
                                       .store = {.path = choice.database.value_or("")},
                                       .note = &log_trouble});
  if (!backend) return std::unexpected(backend.error());
  link.target = (*backend)->address();
  return Wire{"over gRPC to an embedded backend", std::move(*backend), std::move(link)};
}

}  // namespace caseload::cli
