#pragma once

// The flags of `caseload backend` that say what it allows its callers.

#include <CLI/CLI.hpp>

#include "grpc/backend/limits.hpp"

namespace caseload::cli {

// Sets `limits` as they are parsed; it outlives the command.
void add_limits(CLI::App& command, wire::BackendLimits& limits);

}  // namespace caseload::cli
