#include "grpc/backend/stored_log.hpp"

#include <fmt/format.h>

#include "grpc/backend/row_checksums.hpp"

namespace caseload::wire {
namespace {

// What the two tables differ in. Columns: number, checksum, then those that `in` reads.
struct Entries {
  static constexpr std::string_view kWord = "entry";
  static constexpr std::string_view kSelect =
      "SELECT number, checksum, patient, staff, role, activity, program, live, countable, flagged, "
      "start_us, end_us FROM time_entry WHERE run = ?";
  static rules::TimeEntry in(const Statement& row) { return entry_in(row, 2); }
  static std::uint64_t count(const Standing& standing) { return standing.entries; }
  static std::uint64_t checksum(const Standing& standing) { return standing.entry_checksum; }
};
struct Visits {
  static constexpr std::string_view kWord = "visit";
  static constexpr std::string_view kSelect =
      "SELECT number, checksum, patient, start_us, end_us FROM visit WHERE run = ?";
  static rules::Visit in(const Statement& row) { return visit_in(row, 2); }
  static std::uint64_t count(const Standing& standing) { return standing.visits; }
  static std::uint64_t checksum(const Standing& standing) { return standing.visit_checksum; }
};

template <class Kind>
std::string select(std::string_view rest) {
  return std::string(Kind::kSelect).append(rest);
}

template <class Kind>
[[noreturn]] void damaged(const Database& database, const StoredRun& run, std::uint64_t number) {
  throw damage_of(database, run, fmt::format("{} {} is not as it was stored", Kind::kWord, number));
}

std::uint64_t bits(const Statement& row, int column) {
  return static_cast<std::uint64_t>(row.integer(column));
}

template <class Kind, class Visit>
void each(Database& database, const StoredRun& run, const Visit& visit) {
  const Snapshot snapshot(database);
  const Standing standing = standing_of(database, run);
  std::uint64_t number = 0;
  std::uint64_t checksum = run.checksum;
  Statement row = database.prepare(select<Kind>(" ORDER BY number"));
  for (row.bind(key(run.key)); row.step();) {
    const auto record = Kind::in(row);
    ++number;
    checksum = checksum_of(bits(row, 0), record, checksum);
    if (bits(row, 0) != number || bits(row, 1) != checksum) damaged<Kind>(database, run, number);
    visit(record);
  }
  if (number != Kind::count(standing) || checksum != Kind::checksum(standing))
    damaged<Kind>(database, run, Kind::count(standing));
}

template <class Kind>
auto stored(Database& database, const StoredRun& run, std::uint64_t number) {
  const auto at = static_cast<std::int64_t>(number);
  Statement before = database.prepare(select<Kind>(" AND number = ?"));
  Statement row = database.prepare(select<Kind>(" AND number = ?"));
  std::uint64_t checksum = run.checksum;
  if (number > 1) {
    if (!before.bind(key(run.key), at - 1).step()) damaged<Kind>(database, run, number - 1);
    checksum = bits(before, 1);
  }
  if (!row.bind(key(run.key), at).step()) damaged<Kind>(database, run, number);
  const auto record = Kind::in(row);
  if (checksum_of(number, record, checksum) != bits(row, 1)) damaged<Kind>(database, run, number);
  return record;
}

template <class Kind>
void expect_last(Database& database, const StoredRun& run, const Standing& standing) {
  std::uint64_t number = 0;
  std::uint64_t checksum = run.checksum;
  Statement row = database.prepare(select<Kind>(" ORDER BY number DESC LIMIT 1"));
  for (row.bind(key(run.key)); row.step();) {
    number = bits(row, 0);
    checksum = bits(row, 1);
  }
  if (number != Kind::count(standing) || checksum != Kind::checksum(standing))
    damaged<Kind>(database, run, Kind::count(standing));
}

}  // namespace

void each_entry(Database& database, const StoredRun& run,
                const std::function<void(const rules::TimeEntry&)>& visit) {
  each<Entries>(database, run, visit);
}
void each_visit(Database& database, const StoredRun& run,
                const std::function<void(const rules::Visit&)>& visit) {
  each<Visits>(database, run, visit);
}

rules::TimeEntry stored_entry(Database& database, const StoredRun& run, std::uint64_t number) {
  return stored<Entries>(database, run, number);
}
rules::Visit stored_visit(Database& database, const StoredRun& run, std::uint64_t number) {
  return stored<Visits>(database, run, number);
}

Standing standing_of_log(Database& database, const StoredRun& run) {
  const Standing standing = standing_of(database, run);
  expect_last<Entries>(database, run, standing);
  expect_last<Visits>(database, run, standing);
  return standing;
}

}  // namespace caseload::wire
