#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <exception>
#include <sstream>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/version.hpp"
#include "sim/base/check.hpp"

namespace caseload::cli {
namespace {

// As it could be typed again.
std::string as_typed(int argc, const char* const* argv) {
  std::string line;
  for (int index = 0; index < argc; ++index) {
    const std::string_view word{argv[index]};
    const bool plain = !word.empty() && word.find_first_of(" \t\n'\"\\$&;|<>()*?!") == word.npos;
    line += index == 0 ? "" : " ";
    if (plain) {
      line += word;
      continue;
    }
    line += '\'';
    for (const char each : word) line += each == '\'' ? std::string{"'\\''"} : std::string{each};
    line += '\'';
  }
  return line;
}

}  // namespace

int run_command_line(int argc, const char* const* argv) {
  CLI::App app{
      "Simulates Remote Physiologic Monitoring programmes: who reaches 20 minutes under which\n"
      "staffing, and whether the system behind it keeps up.\n"
      "caseload COMMAND --help shows the options of a command.",
      "caseload"};
  app.set_version_flag("--version", fmt::format("caseload {} ({})", kVersion, commit()));
  app.require_subcommand(0, 1);  // none is reported below, in words that name them
  app.footer(
      "Exit codes: 0 yes, 1 no plan meets the requirement, 2 bad input, 3 too close to call,\n"
      "11 something was lost or altered, 13 backend unreachable, 70 a fault of ours, 130 "
      "interrupted.");

  Invocation invocation{as_typed(argc, argv), {}};
  add_init(app, invocation);
  add_check(app, invocation);
  add_plan(app, invocation);
  add_run(app, invocation);
  add_bill(app, invocation);
  add_backend(app, invocation);

  try {
    app.parse(argc, argv);
    if (invocation.perform) return static_cast<int>(invocation.perform());
    complain(
        "caseload needs a command: init, check, plan, run, bill or backend; caseload --help says "
        "more");
    return static_cast<int>(Exit::BadInput);
  } catch (const CLI::ParseError& error) {
    // Help and version are no errors; everything else, whatever CLI11's own code, is bad input.
    std::ostringstream help, wrong;
    const bool fine = app.exit(error, help, wrong) == 0;
    if (!help.view().empty() && !print(help.view())) return static_cast<int>(Exit::BadInput);
    if (!wrong.view().empty()) complain(wrong.view());
    return fine ? 0 : static_cast<int>(Exit::BadInput);
  } catch (const CheckFailed& failure) {
    complain(
        fmt::format("a check of ours failed; please report it with the scenario\n{}\nas typed: {}",
                    failure.what(), invocation.command_line));
  } catch (const std::exception& failure) {
    complain(fmt::format("unexpected: {}\nas typed: {}", failure.what(), invocation.command_line));
  }
  return static_cast<int>(Exit::Fault);
}

}  // namespace caseload::cli
