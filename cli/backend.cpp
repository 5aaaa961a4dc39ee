// caseload backend: the reference backend by itself, until it is told to stop.

#include "grpc/backend/backend.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/interrupt.hpp"

namespace caseload::cli {
namespace {

struct Options {
  wire::BackendOptions backend{.listen = "127.0.0.1:50051", .store = {}};
  bool quiet = false;
};

Exit serve(const Options& options) {
  set_up_log(options.quiet);
  StopSignals signals;  // before the backend's threads exist
  const auto backend = wire::Backend::start(options.backend);
  if (!backend) return refuse(backend.error());

  // On stdout and at once: with port 0 this line is how a script learns the port.
  const auto printed = print(fmt::format(
      "listening on {}, storing in {}{}\n", (*backend)->address(), (*backend)->database(),
      options.backend.store.path.empty() ? " until the end" : ""));
  if (!printed) return refuse(printed.error());
  signals.wait();
  (*backend)->shutdown();
  spdlog::info("stopped; everything acknowledged is stored");
  return Exit::Yes;
}

}  // namespace

void add_backend(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("backend", "Runs the reference backend until SIGINT or SIGTERM");
  command
      ->add_option("--listen", options->backend.listen,
                   "HOST:PORT, a loopback address; port 0 takes a free one")
      ->capture_default_str();
  command->add_option("--db", options->backend.store.path,
                      "The SQLite file; without it a temporary one, removed at the end");
  command->add_flag("--quiet", options->quiet, "No notes on stderr");
  command->callback(
      [options, &invocation] { invocation.perform = [options] { return serve(*options); }; });
}

}  // namespace caseload::cli
