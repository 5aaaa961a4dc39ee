#pragma once

// The commands of caseload. Each declares its options on the app and, when it is the one that was
// typed, leaves behind what is to be done.

#include <CLI/App.hpp>
#include <functional>
#include <string>

#include "cli/exit_code.hpp"

namespace caseload::cli {

struct Invocation {
  std::string command_line;       // as typed
  std::function<Exit()> perform;  // set by the command that was chosen
};

void add_init(CLI::App& app, Invocation& invocation);
void add_check(CLI::App& app, Invocation& invocation);
void add_plan(CLI::App& app, Invocation& invocation);
void add_run(CLI::App& app, Invocation& invocation);
void add_bill(CLI::App& app, Invocation& invocation);
void add_backend(CLI::App& app, Invocation& invocation);

// The whole program but for the process around it: parses, performs, and turns every failure into
// its exit code.
int run_command_line(int argc, const char* const* argv);

}  // namespace caseload::cli
