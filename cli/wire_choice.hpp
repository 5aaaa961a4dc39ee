#pragma once

// --wire, --db, --give-up-after and the flags of security: whether readings travel, to which
// backend, how it is met, and for how long it may leave a question without an answer.

#include <memory>
#include <optional>
#include <string>

#include "grpc/backend/backend.hpp"
#include "grpc/client/link_options.hpp"
#include "sim/base/result.hpp"

namespace caseload::cli {

struct WireChoice {
  // "none"; "embedded": a backend in this process; else HOST:PORT of one that runs apart.
  std::string where = "none";
  std::optional<std::string> database;  // of the embedded one; nothing: a temporary file
  std::string give_up_after = "60s";    // on the wall clock, without any answer
  wire::ClientSecurity security{};      // of a backend that runs apart
};

struct Wire {
  std::string words;                        // "over gRPC to an embedded backend"
  std::unique_ptr<wire::Backend> embedded;  // for as long as this lives
  std::optional<wire::LinkOptions> link;    // none: the readings stay in this process
};

// --db with nothing after it: SQLite would keep such a database in no file.
std::unexpected<Error> nameless_database();
// What a backend in this process has to say of its store.
void log_trouble(const std::string& trouble);

// BadInput: what was typed makes no sense, a file of the security's is not what it must be, or the
// embedded backend cannot have the file.
Result<Wire> open_wire(const WireChoice& choice);

}  // namespace caseload::cli
