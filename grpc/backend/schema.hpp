#pragma once

// What the backend's file looks like, and which files it accepts.

#include "grpc/backend/database.hpp"
#include "sim/base/result.hpp"

namespace caseload::wire {

// The version of the tables, kept in the file (PRAGMA user_version). Raised with every change to
// them; a file of another version is refused, never guessed at. 3: checksums.
inline constexpr std::int64_t kSchemaVersion = 3;

// BadInput: another program's database, or one of another version. Throws StoreDamaged where it is
// ours and its header or its tables are not those that were made.
Result<void> expect_our_schema(Database& database, const std::string& path);

// Prepares a connection that was just opened: checks that the file is ours, and makes the tables
// where it is empty.
Result<void> adopt_schema(Database& database, const std::string& path);

}  // namespace caseload::wire
