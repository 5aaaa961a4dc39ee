#pragma once

// Results go to stdout, everything else to stderr; what came from a file, a peer or the command
// line is visible in both, and no command to the terminal (sim/base/visible.hpp).

#include <expected>
#include <string>
#include <string_view>

#include "cli/exit_code.hpp"
#include "sim/base/result.hpp"

namespace caseload::cli {

// A result. Whole or an error: a full disk behind a redirection is not success.
Result<void> print(std::string_view text);

// Why it did not work, as it stands; a final newline is added where there is none.
void complain(std::string_view text);
// The same, and the exit code that goes with it.
Exit refuse(const Error& error);

// What was typed, or a file that was named, is wrong: `return bad_input("--month …: …");`
std::unexpected<Error> bad_input(std::string text);

// Notes for whoever watches (spdlog, on stderr); `quiet` leaves only warnings.
void set_up_log(bool quiet);
// The same for a process that serves others, which nobody stops by not reading them.
void set_up_service_log(bool quiet);

bool errors_go_to_a_terminal();

}  // namespace caseload::cli
