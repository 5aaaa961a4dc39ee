#include "grpc/backend/schema.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace caseload::wire {
namespace {

constexpr std::int64_t kApplicationId =
    0x43534C44;  // "CSLD", at a fixed place in the file's header

// Times are microseconds since 1970-01-01T00:00:00Z. `arrival` counts what arrived in a run,
// readings, enrolments and withdrawals alike, from 1: it is the order in which the alert rules are
// replayed. Checksums are XXH3 (row_checksums.hpp); of a run, of its windows, its entries and its
// visits each covers the one before it.
constexpr const char* kTables = R"sql(
-- How far each run has come: the last of its windows, entries and visits, so that one that is gone is
-- missed.
CREATE TABLE standing (
  run             INTEGER PRIMARY KEY,
  windows         INTEGER NOT NULL,
  window_checksum INTEGER NOT NULL,    -- of the last one; of the run where there is none
  entries         INTEGER NOT NULL,
  entry_checksum  INTEGER NOT NULL,
  visits          INTEGER NOT NULL,
  visit_checksum  INTEGER NOT NULL
) STRICT;

-- One row per window, written in the transaction that stores what it carried.
CREATE TABLE window (
  run               INTEGER NOT NULL,
  number            INTEGER NOT NULL,  -- 1, 2, 3, … without gaps
  watermark_us      INTEGER NOT NULL,
  last_arrival      INTEGER NOT NULL,  -- of everything up to this window
  last_received_us  INTEGER NOT NULL,  -- likewise, copies of stored readings too
  digest            INTEGER NOT NULL,  -- of what it carried: tells a resend from another window
  readings_new      INTEGER NOT NULL,
  readings_known    INTEGER NOT NULL,
  arrivals_checksum INTEGER NOT NULL,  -- of its readings, enrolments and withdrawals
  alerts_checksum   INTEGER NOT NULL,
  checksum          INTEGER NOT NULL,
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;

-- Each reading once, whatever number of copies arrived.
CREATE TABLE reading (
  run            INTEGER NOT NULL,
  arrival        INTEGER NOT NULL,
  patient        INTEGER NOT NULL,
  device         INTEGER NOT NULL,
  sequence       INTEGER NOT NULL,
  taken_at_us    INTEGER NOT NULL,
  received_at_us INTEGER NOT NULL,
  kind           INTEGER NOT NULL,     -- 0 pressure, 1 weight, 2 glucose, 3 oximetry
  value1         INTEGER NOT NULL,     -- systolic mmHg · grams · mg/dL · SpO2 %
  value2         INTEGER NOT NULL,     -- diastolic mmHg · 0 · 0 · pulse bpm
  value3         INTEGER NOT NULL,     -- pulse bpm · 0 · 0 · 0
  PRIMARY KEY (run, arrival)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX reading_identity ON reading (run, device, sequence);

CREATE TABLE enrolment (
  run                INTEGER NOT NULL,
  arrival            INTEGER NOT NULL,
  patient            INTEGER NOT NULL,
  monitoring_from_us INTEGER NOT NULL,
  message            BLOB NOT NULL,    -- caseload.v1.Enrolment: limits and devices
  PRIMARY KEY (run, arrival)
) STRICT, WITHOUT ROWID;

CREATE TABLE withdrawal (
  run     INTEGER NOT NULL,
  arrival INTEGER NOT NULL,
  patient INTEGER NOT NULL,
  at_us   INTEGER NOT NULL,
  PRIMARY KEY (run, arrival)
) STRICT, WITHOUT ROWID;

-- What a window's acknowledgement handed on, in that order.
CREATE TABLE alert (
  run          INTEGER NOT NULL,
  window       INTEGER NOT NULL,
  ordinal      INTEGER NOT NULL,       -- within the window, from 0
  raised_at_us INTEGER NOT NULL,
  patient      INTEGER NOT NULL,
  device       INTEGER NOT NULL,
  sequence     INTEGER NOT NULL,
  kind         INTEGER NOT NULL,       -- 0 reading, 1 silence, 2 trend
  level        INTEGER NOT NULL,       -- 1 review, 2 urgent
  closed       INTEGER NOT NULL,       -- 1: by the rules, nobody's work
  PRIMARY KEY (run, window, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE time_entry (
  run       INTEGER NOT NULL,
  number    INTEGER NOT NULL,          -- the sender's, 1, 2, 3, … without gaps
  patient   INTEGER NOT NULL,
  staff     INTEGER NOT NULL,
  role      INTEGER NOT NULL,          -- these three as in sim/rules/time_entry.hpp
  activity  INTEGER NOT NULL,
  program   INTEGER NOT NULL,
  live      INTEGER NOT NULL,
  countable INTEGER NOT NULL,
  flagged   INTEGER NOT NULL,
  start_us  INTEGER NOT NULL,
  end_us    INTEGER NOT NULL,
  checksum  INTEGER NOT NULL,
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE visit (
  run      INTEGER NOT NULL,
  number   INTEGER NOT NULL,           -- the sender's, 1, 2, 3, … without gaps
  patient  INTEGER NOT NULL,
  start_us INTEGER NOT NULL,
  end_us   INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;
)sql";

// One row per registered run.
constexpr const char* kRunTable = R"sql(
CREATE TABLE run (
  run          INTEGER PRIMARY KEY,
  name         TEXT NOT NULL,
  owner        TEXT NOT NULL,          -- who registered it (Callers::who); empty: anybody
  registration BLOB NOT NULL,          -- caseload.v1.Registration
  checksum     INTEGER NOT NULL,
  UNIQUE (owner, name)
) STRICT;
)sql";

// Before there were owners.
constexpr const char* kRunTableOfVersion3 = R"sql(
CREATE TABLE run (
  run          INTEGER PRIMARY KEY,
  name         TEXT NOT NULL UNIQUE,
  registration BLOB NOT NULL,          -- caseload.v1.Registration
  checksum     INTEGER NOT NULL
) STRICT;
)sql";

std::string tables_of(std::int64_t version) {
  return std::string{version < kOwnersSince ? kRunTableOfVersion3 : kRunTable} + kTables;
}

std::unexpected<Error> refuse(std::string text) {
  return std::unexpected(Error{Error::Kind::BadInput, std::move(text)});
}

// Everything the schema says, in one text; not where its tables stand, nor what ANALYZE added.
std::string schema_in(Database& database) {
  std::string text;
  Statement row = database.prepare(
      "SELECT type, name, tbl_name, sql FROM sqlite_schema "
      "WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name");
  for (row.bind(); row.step();)
    for (int column = 0; column < 4; ++column) text.append(row.bytes(column)).append("\n");
  return text;
}

std::string our_schema(std::int64_t version) {
  Database in_memory(":memory:");
  in_memory.run(tables_of(version).c_str());
  return schema_in(in_memory);
}

// A bit of the header that flipped would have SQLite read the same pages in another way.
void expect_our_header(Database& database, const std::string& path) {
  const bool utf8 = database.text("PRAGMA encoding") == "UTF-8";
  if (!utf8 || database.number("PRAGMA auto_vacuum") != 0)
    throw StoreDamaged(fmt::format("{}: the header is not the one that was written", path));
}

// From version 3: nobody owns what was stored before. Every other row stays where it is, and so
// does every checksum (checksum_of_run). In the transaction of whoever calls it.
void add_owners(Database& database) {
  database.run("ALTER TABLE run RENAME TO run_before");
  database.run(kRunTable);
  database.run("INSERT INTO run SELECT run, name, '', registration, checksum FROM run_before");
  database.run("DROP TABLE run_before");
}

}  // namespace

Result<std::int64_t> expect_our_schema(Database& database, const std::string& path) {
  const std::int64_t application = database.number("PRAGMA application_id");
  if (application != kApplicationId) {
    return refuse(fmt::format(
        "{}: this is another program's SQLite database; expected a file of this backend, or none",
        path));
  }
  const std::int64_t version = database.number("PRAGMA user_version");
  if (version < kOldestSchemaVersion || version > kSchemaVersion) {
    return refuse(fmt::format(
        "{}: the tables have version {}; this backend knows versions {} to {}, and names no damage "
        "in another: go on with the program that wrote it, or name another file",
        path, version, kOldestSchemaVersion, kSchemaVersion));
  }
  expect_our_header(database, path);
  if (schema_in(database) != our_schema(version))
    throw StoreDamaged(fmt::format("{}: the tables are not those that were made", path));
  return version;
}

Result<void> adopt_schema(Database& database, const std::string& path) {
  const bool empty = database.number("SELECT count(*) FROM sqlite_schema") == 0;
  const bool ours = !(empty && database.number("PRAGMA application_id") == 0);
  std::int64_t version = kSchemaVersion;
  if (ours) {
    const Result<std::int64_t> known = expect_our_schema(database, path);
    if (!known) return std::unexpected(known.error());
    version = *known;
  }
  // Kept in the file, but a copy made by other tools may have lost it.
  if (database.text("PRAGMA journal_mode = WAL") != "wal")
    return refuse(fmt::format("{}: SQLite keeps no write-ahead log here", path));
  if (ours && version == kSchemaVersion) return {};
  database.run("BEGIN IMMEDIATE");
  if (ours) {
    add_owners(database);
  } else {
    database.run(tables_of(kSchemaVersion).c_str());
    database.run(fmt::format("PRAGMA application_id = {}", kApplicationId).c_str());
  }
  database.run(fmt::format("PRAGMA user_version = {}", kSchemaVersion).c_str());
  database.run("COMMIT");
  return {};
}

}  // namespace caseload::wire
