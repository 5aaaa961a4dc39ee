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
  const auto patience = scenarios::parse_duration(choice.give_up_after);
  if (!patience)
    return bad_input("--give-up-after " + choice.give_up_after + ": " + patience.error());
  if (choice.where == "none") return Wire{"in process", nullptr, std::nullopt};

  wire::LinkOptions link{
      .target = choice.where,
      .retry_for = std::chrono::duration_cast<std::chrono::milliseconds>(*patience)};
  if (choice.where != "embedded")
    return Wire{"over gRPC to " + choice.where, nullptr, std::move(link)};

  if (choice.database && choice.database->empty()) return nameless_database();
  auto backend = wire::Backend::start({.listen = "127.0.0.1:0",
                                       .store = {.path = choice.database.value_or("")},
                                       .note = &log_trouble});
  if (!backend) return std::unexpected(backend.error());
  link.target = (*backend)->address();
  return Wire{"over gRPC to an embedded backend", std::move(*backend), std::move(link)};
}

}  // namespace caseload::cli
