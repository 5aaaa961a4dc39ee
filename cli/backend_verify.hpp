#pragma once

// caseload backend --verify FILE: whether what is stored is still what was acknowledged.

#include <string>

#include "cli/exit_code.hpp"

namespace caseload::cli {

// Prints what each run has, and what is damaged. Exit::Incorrect where anything is.
Exit verify_database(const std::string& file, bool quiet);

}  // namespace caseload::cli
