#pragma once

// What the backend's file looks like, and which files it accepts.

#include "grpc/backend/database.hpp"
#include "sim/base/result.hpp"

namespace caseload::wire {

// The version of the tables, kept in the file (PRAGMA user_version). Raised with every change to
// them. A file of a version that is not known is refused, never guessed at; one of a version that
// is known is brought up to date when a backend opens it, whole or not at all. 3: checksums; 4:
// owners.
inline constexpr std::int64_t kSchemaVersion = 4;
inline constexpr std::int64_t kOldestSchemaVersion = 3;
inline constexpr std::int64_t kOwnersSince = 4;

// The file's version. BadInput: another program's database, or one of a version that is not known.
// Throws StoreDamaged where it is ours and its header or its tables are not those that were made.
Result<std::int64_t> expect_our_schema(Database& database, const std::string& path);

// Prepares a connection that was just opened: checks that the file is ours, makes the tables where
// it is empty, and brings them up to date where they are of an earlier version.
Result<void> adopt_schema(Database& database, const std::string& path);

}  // namespace caseload::wire
