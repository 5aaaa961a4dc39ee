// caseload backend: the reference backend by itself, until it is told to stop; or, with --verify, a
// look through its file.

#include "grpc/backend/backend.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <optional>
#include <string>

#include "cli/backend_limits.hpp"
#include "cli/backend_verify.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/interrupt.hpp"
#include "cli/security_flags.hpp"
#include "cli/wire_choice.hpp"

namespace caseload::cli {
namespace {

struct Options {
  std::string listen = "127.0.0.1:50051";
  std::optional<std::string> database;  // nothing: a temporary file
  std::optional<std::string> verify;    // nothing: serve
  wire::ServerSecurity security;
  wire::BackendLimits limits;
  bool quiet = false;
};

// Beyond this machine, that is.
bool open_to_anybody(const Options& options) {
  const auto listen = wire::parse_host_port(options.listen);
  return listen && !listen->is_loopback() && options.security.tokens.empty() &&
         options.security.clients.empty();
}

Exit serve(const Options& options) {
  set_up_service_log(options.quiet);
  StopSignals signals;  // before the backend's threads exist
  if (options.database && options.database->empty()) return refuse(nameless_database().error());
  const auto backend = wire::Backend::start({.listen = options.listen,
                                             .security = options.security,
                                             .store = {.path = options.database.value_or("")},
                                             .limits = options.limits,
                                             .note = &log_trouble});
  if (!backend) return refuse(backend.error());

  if (open_to_anybody(options))
    spdlog::warn("anybody who reaches {} is let in: neither --tokens nor --tls-client-ca is given",
                 (*backend)->address());
  // On stdout and at once: with port 0 this line is how a script learns the port.
  const auto printed =
      print(fmt::format("listening on {}, storing in {}\n", (*backend)->address(),
                        options.database.value_or("a temporary file until the end")));
  if (!printed) return refuse(printed.error());
  signals.wait();
  (*backend)->shutdown();
  if (!(*backend)->store_is_whole()) {
    spdlog::error("stopped; not everything acknowledged can be vouched for: see above");
    return Exit::Incorrect;
  }
  spdlog::info("stopped; everything acknowledged is stored");
  return Exit::Yes;
}

}  // namespace

void add_backend(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("backend", "Runs the reference backend until SIGINT or SIGTERM");
  command
      ->add_option("--listen", options->listen,
                   "HOST:PORT; any but a loopback address only over TLS; port 0 takes a free one")
      ->capture_default_str();
  command->add_option("--db", options->database,
                      "The SQLite file; without it a temporary one of which nothing is left");
  command
      ->add_option(
          "--verify", options->verify,
          "Serves nothing: reads this file of a backend, also while one runs on it, says of\n"
          "each run whether it is whole, and changes nothing; 0: all is, 11: something is not")
      ->excludes("--listen", "--db");
  command->add_flag("--quiet", options->quiet, "No notes on stderr");
  add_server_security(*command, options->security);
  add_limits(*command, options->limits);
  command->callback([options, &invocation] {
    invocation.perform = [options] {
      return options->verify ? verify_database(*options->verify, options->quiet) : serve(*options);
    };
  });
}

}  // namespace caseload::cli
