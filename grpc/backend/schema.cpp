#include "grpc/backend/schema.hpp"

#include <fmt/format.h>

namespace caseload::wire {
namespace {

constexpr std::int64_t kApplicationId =
    0x43534C44;  // "CSLD", at a fixed place in the file's header

// Times are microseconds since 1970-01-01T00:00:00Z. `arrival` counts what arrived in a run,
// readings, enrolments and withdrawals alike, from 1: it is the order in which the alert rules are
// replayed.
constexpr const char* kTables = R"sql(
-- One row per registered run.
CREATE TABLE run (
  run          INTEGER PRIMARY KEY,
  name         TEXT NOT NULL UNIQUE,
  registration BLOB NOT NULL           -- caseload.v1.Registration
) STRICT;

-- One row per window, written in the transaction that stores what it carried.
CREATE TABLE window (
  run            INTEGER NOT NULL,
  number         INTEGER NOT NULL,     -- 1, 2, 3, … without gaps
  watermark_us   INTEGER NOT NULL,
  last_arrival   INTEGER NOT NULL,     -- of everything up to this window
  digest         INTEGER NOT NULL,     -- of what it carried: tells a resend from another window
  readings_new   INTEGER NOT NULL,
  readings_known INTEGER NOT NULL,
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
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX time_entry_patient ON time_entry (run, patient, start_us);

CREATE TABLE visit (
  run      INTEGER NOT NULL,
  number   INTEGER NOT NULL,           -- the sender's, 1, 2, 3, … without gaps
  patient  INTEGER NOT NULL,
  start_us INTEGER NOT NULL,
  end_us   INTEGER NOT NULL,
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_patient ON visit (run, patient, start_us);
)sql";

std::unexpected<Error> refuse(std::string text) {
  return std::unexpected(Error{Error::Kind::BadInput, std::move(text)});
}

}  // namespace

Result<void> adopt_schema(Database& database, const std::string& path) {
  const std::int64_t application = database.number("PRAGMA application_id");
  const bool empty = database.number("SELECT count(*) FROM sqlite_schema") == 0;
  if (empty && application == 0) {
    database.run("PRAGMA journal_mode = WAL");
    database.run("BEGIN IMMEDIATE");
    database.run(kTables);
    database.run(fmt::format("PRAGMA application_id = {}", kApplicationId).c_str());
    database.run(fmt::format("PRAGMA user_version = {}", kSchemaVersion).c_str());
    database.run("COMMIT");
    return {};
  }
  if (application != kApplicationId) {
    return refuse(fmt::format(
        "{}: this is another program's SQLite database; expected a file of this backend, or none",
        path));
  }
  const std::int64_t version = database.number("PRAGMA user_version");
  if (version != kSchemaVersion) {
    return refuse(fmt::format("{}: the tables have version {}; this backend knows version {}", path,
                              version, kSchemaVersion));
  }
  return {};
}

}  // namespace caseload::wire
