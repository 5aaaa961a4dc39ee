#pragma once

// The five questions of `caseload init`, asked on a terminal: patients, people and hours, months,
// what is required, wages. What the command line has answered is not asked.

#include <istream>
#include <ostream>

#include "cli/init_answers.hpp"
#include "sim/base/result.hpp"

namespace caseload::cli {

// Asks for what is empty, each again until it is understood. The input's end is an error.
Result<InitAnswers> ask(InitAnswers given, std::istream& in, std::ostream& out);

}  // namespace caseload::cli
