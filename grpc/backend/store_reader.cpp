#include "grpc/backend/store_reader.hpp"

#include <algorithm>
#include <limits>

#include "sim/telemetry/digest.hpp"

namespace caseload::wire {
namespace {

telemetry::Alert alert_in(const Statement& row) {
  const auto number = [&row](int column) {
    return static_cast<std::uint32_t>(row.integer(column));
  };
  return {.raised_at = instant(row.integer(0)),
          .patient = PatientId{number(1)},
          .device = DeviceId{number(2)},
          .sequence = number(3),
          .kind = static_cast<telemetry::AlertKind>(row.integer(4)),
          .level = static_cast<telemetry::AlertLevel>(row.integer(5)),
          .suppressed = row.integer(6) != 0};
}

constexpr std::string_view kEntryColumns =
    "SELECT patient, staff, role, activity, program, live, countable, flagged, start_us, end_us "
    "FROM time_entry ";

rules::TimeEntry entry_in(const Statement& row) {
  return {.patient = PatientId{static_cast<std::uint32_t>(row.integer(0))},
          .staff = StaffId{static_cast<std::uint32_t>(row.integer(1))},
          .role = static_cast<rules::Role>(row.integer(2)),
          .activity = static_cast<rules::Activity>(row.integer(3)),
          .program = static_cast<rules::Program>(row.integer(4)),
          .live = row.integer(5) != 0,
          .countable = row.integer(6) != 0,
          .flagged = row.integer(7) != 0,
          .start = instant(row.integer(8)),
          .end = instant(row.integer(9))};
}

rules::Visit visit_in(const Statement& row) {
  return {.patient = PatientId{static_cast<std::uint32_t>(row.integer(0))},
          .start = instant(row.integer(1)),
          .end = instant(row.integer(2))};
}

// Of the last of `count` rows. No store has as many rows as a stranger may say.
std::int64_t rows_before(std::uint64_t count) {
  constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  return static_cast<std::int64_t>(std::min(count, kMost)) - 1;
}

std::string sql(std::string_view columns, std::string_view rest) {
  return std::string(columns).append(rest);
}

}  // namespace

StoreReader::StoreReader(Database& database)
    : database_(database),
      find_run_(database.prepare("SELECT run, registration FROM run WHERE name = ?")),
      last_window_(database.prepare(sql(kSelectWindows, " ORDER BY number DESC LIMIT 1"))),
      window_(database.prepare(sql(kSelectWindows, " AND number = ?"))),
      alerts_of_window_(
          database.prepare("SELECT raised_at_us, patient, device, sequence, kind, level, closed "
                           "FROM alert "
                           "WHERE run = ? AND window = ? ORDER BY ordinal")),
      reading_(database.prepare(
          "SELECT patient, device, sequence, taken_at_us, received_at_us, kind, value1, value2, "
          "value3 FROM reading WHERE run = ? AND device = ? AND sequence = ?")) {}

std::optional<StoredRun> StoreReader::find_run(const std::string& name) {
  std::optional<StoredRun> found;
  for (find_run_.bind(name); find_run_.step();) {
    found = StoredRun{.key = RunKey{find_run_.integer(0)},
                      .registration = std::string(find_run_.bytes(1))};
  }
  return found;
}

StoredWindow StoreReader::last_window(RunKey run) {
  StoredWindow last;
  for (last_window_.bind(key(run)); last_window_.step();) last = window_in(last_window_);
  return last;
}

std::optional<StoredWindow> StoreReader::window(RunKey run, std::uint64_t number) {
  std::optional<StoredWindow> found;
  for (window_.bind(key(run), static_cast<std::int64_t>(number)); window_.step();)
    found = window_in(window_);
  return found;
}

std::vector<telemetry::Alert> StoreReader::alerts_of_window(RunKey run, std::uint64_t number) {
  std::vector<telemetry::Alert> alerts;
  alerts_of_window_.bind(key(run), static_cast<std::int64_t>(number));
  while (alerts_of_window_.step()) alerts.push_back(alert_in(alerts_of_window_));
  return alerts;
}

std::optional<telemetry::Reading> StoreReader::reading(RunKey run, DeviceId device,
                                                       std::uint32_t sequence) {
  std::optional<telemetry::Reading> found;
  reading_.bind(key(run), std::int64_t{number(device)}, std::int64_t{sequence});
  while (reading_.step()) found = reading_in(reading_, 0);
  return found;
}

std::optional<rules::TimeEntry> StoreReader::time_entry(RunKey run, std::uint64_t number) {
  Statement row = database_.prepare(sql(kEntryColumns, "WHERE run = ? AND number = ?"));
  if (!row.bind(key(run), static_cast<std::int64_t>(number)).step()) return std::nullopt;
  return entry_in(row);
}

std::optional<rules::Visit> StoreReader::visit(RunKey run, std::uint64_t number) {
  Statement row =
      database_.prepare("SELECT patient, start_us, end_us FROM visit WHERE run = ? AND number = ?");
  if (!row.bind(key(run), static_cast<std::int64_t>(number)).step()) return std::nullopt;
  return visit_in(row);
}

std::uint64_t StoreReader::last_time_entry(RunKey run) {
  Statement row = database_.prepare("SELECT max(number) FROM time_entry WHERE run = ?");
  return row.bind(key(run)).step() ? static_cast<std::uint64_t>(row.integer(0)) : 0;
}

std::uint64_t StoreReader::last_visit(RunKey run) {
  Statement row = database_.prepare("SELECT max(number) FROM visit WHERE run = ?");
  return row.bind(key(run)).step() ? static_cast<std::uint64_t>(row.integer(0)) : 0;
}

std::vector<telemetry::Reading> StoreReader::readings_after(RunKey run, std::int64_t& after,
                                                            int limit) {
  Statement row = database_.prepare(
      "SELECT arrival, patient, device, sequence, taken_at_us, received_at_us, kind, value1, "
      "value2, value3 "
      "FROM reading WHERE run = ? AND arrival > ? ORDER BY arrival LIMIT ?");
  std::vector<telemetry::Reading> readings;
  for (row.bind(key(run), after, std::int64_t{limit}); row.step();) {
    after = row.integer(0);
    readings.push_back(reading_in(row, 1));
  }
  return readings;
}

std::vector<telemetry::Alert> StoreReader::alerts_after(RunKey run, AlertPlace& after, int limit) {
  Statement row = database_.prepare(
      "SELECT raised_at_us, patient, device, sequence, kind, level, closed, window, ordinal FROM "
      "alert "
      "WHERE run = ? AND (window, ordinal) > (?, ?) ORDER BY window, ordinal LIMIT ?");
  std::vector<telemetry::Alert> alerts;
  for (row.bind(key(run), after.window, after.ordinal, std::int64_t{limit}); row.step();) {
    after = {.window = row.integer(7), .ordinal = row.integer(8)};
    alerts.push_back(alert_in(row));
  }
  return alerts;
}

bool StoreReader::skip_readings(RunKey run, std::uint64_t count, std::int64_t& after) {
  Statement row = database_.prepare(
      "SELECT arrival FROM reading WHERE run = ? ORDER BY arrival LIMIT 1 OFFSET ?");
  if (!row.bind(key(run), rows_before(count)).step()) return false;
  after = row.integer(0);
  return true;
}

bool StoreReader::skip_alerts(RunKey run, std::uint64_t count, AlertPlace& after) {
  Statement row = database_.prepare(
      "SELECT window, ordinal FROM alert WHERE run = ? ORDER BY window, ordinal LIMIT 1 OFFSET ?");
  if (!row.bind(key(run), rows_before(count)).step()) return false;
  after = {.window = row.integer(0), .ordinal = row.integer(1)};
  return true;
}

StoredTotals StoreReader::totals(RunKey run) {
  const auto count = [this, run](std::string_view what) {
    Statement row = database_.prepare(sql(sql("SELECT count(", what), " WHERE run = ?"));
    return row.bind(key(run)).step() ? static_cast<std::uint64_t>(row.integer(0)) : 0;
  };
  StoredTotals totals{.last_window = last_window(run),
                      .patients = count("DISTINCT patient) FROM enrolment"),
                      .alerts = count("*) FROM alert"),
                      .entries = count("*) FROM time_entry"),
                      .visits = count("*) FROM visit")};
  Statement row = database_.prepare(
      "SELECT patient, device, sequence, taken_at_us, received_at_us, kind, value1, value2, value3 "
      "FROM reading "
      "WHERE run = ?");
  for (row.bind(key(run)); row.step();) {
    ++totals.readings;
    totals.readings_digest += telemetry::reading_digest(reading_in(row, 0));
  }
  return totals;
}

void StoreReader::each_reading_moment(RunKey run,
                                      const std::function<void(PatientId, SimTime)>& visit) {
  Statement row = database_.prepare("SELECT patient, taken_at_us FROM reading WHERE run = ?");
  for (row.bind(key(run)); row.step();) {
    visit(PatientId{static_cast<std::uint32_t>(row.integer(0))}, instant(row.integer(1)));
  }
}

std::vector<rules::TimeEntry> StoreReader::time_entries(RunKey run, PatientId patient, SimTime from,
                                                        SimTime to) {
  Statement row = database_.prepare(sql(
      kEntryColumns,
      "WHERE run = ? AND patient = ? AND start_us < ? AND end_us >= ? ORDER BY start_us, number"));
  std::vector<rules::TimeEntry> entries;
  row.bind(key(run), std::int64_t{number(patient)}, microseconds(to), microseconds(from));
  while (row.step()) entries.push_back(entry_in(row));
  return entries;
}

std::vector<rules::Visit> StoreReader::visits(RunKey run, PatientId patient, SimTime from,
                                              SimTime to) {
  Statement row = database_.prepare(
      "SELECT patient, start_us, end_us FROM visit "
      "WHERE run = ? AND patient = ? AND start_us < ? AND end_us >= ? ORDER BY start_us, number");
  std::vector<rules::Visit> visits;
  row.bind(key(run), std::int64_t{number(patient)}, microseconds(to), microseconds(from));
  while (row.step()) visits.push_back(visit_in(row));
  return visits;
}

}  // namespace caseload::wire
