#pragma once

// What the backend's file looks like, and which files it accepts.

#include "grpc/backend/database.hpp"
#include "sim/base/result.hpp"

namespace caseload::wire {

// The version of the tables, kept in the file (PRAGMA user_version). Raised with every change to
// them; a file of a newer version is refused, never guessed at.
inline constexpr std::int64_t kSchemaVersion = 2;

// Prepares a connection that was just opened: checks that the file is ours, and makes the tables
// where it is empty. BadInput: another program's database, no database at all, or a newer version.
Result<void> adopt_schema(Database& database, const std::string& path);

}  // namespace caseload::wire
