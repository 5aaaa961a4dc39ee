#include "grpc/backend/store_reader.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "sim/telemetry/digest.hpp"

namespace caseload::wire {
namespace {

constexpr std::string_view kWindowColumns =
    "SELECT number, watermark_us, last_arrival, digest, readings_new, readings_known FROM window "
    "WHERE run = ?";

StoredWindow window_in(const Statement& row) {
  return {.number = static_cast<std::uint64_t>(row.integer(0)),
          .watermark = instant(row.integer(1)),
          .last_arrival = row.integer(2),
          .digest = static_cast<std::uint64_t>(row.integer(3)),
          .readings_new = static_cast<std::uint32_t>(row.integer(4)),
          .readings_known = static_cast<std::uint32_t>(row.integer(5))};
}

sim::Alert alert_in(const Statement& row) {
  const auto number = [&row](int column) {
    return static_cast<std::uint32_t>(row.integer(column));
  };
  return {.raised_at = instant(row.integer(0)),
          .patient = sim::PatientId{number(1)},
          .device = sim::DeviceId{number(2)},
          .sequence = number(3),
          .kind = static_cast<sim::AlertKind>(row.integer(4)),
          .level = static_cast<sim::AlertLevel>(row.integer(5))};
}

constexpr std::string_view kEntryColumns =
    "SELECT patient, staff, role, activity, program, live, countable, flagged, start_us, end_us "
    "FROM time_entry ";

sim::TimeEntry entry_in(const Statement& row) {
  return {.patient = sim::PatientId{static_cast<std::uint32_t>(row.integer(0))},
          .staff = sim::StaffId{static_cast<std::uint32_t>(row.integer(1))},
          .role = static_cast<sim::Role>(row.integer(2)),
          .activity = static_cast<sim::Activity>(row.integer(3)),
          .program = static_cast<sim::Program>(row.integer(4)),
          .live = row.integer(5) != 0,
          .countable = row.integer(6) != 0,
          .flagged = row.integer(7) != 0,
          .start = instant(row.integer(8)),
          .end = instant(row.integer(9))};
}

sim::Visit visit_in(const Statement& row) {
  return {.patient = sim::PatientId{static_cast<std::uint32_t>(row.integer(0))},
          .start = instant(row.integer(1)),
          .end = instant(row.integer(2))};
}

std::int64_t key(RunKey run) { return static_cast<std::int64_t>(run); }

std::string sql(std::string_view columns, std::string_view rest) {
  return std::string(columns).append(rest);
}

sim::Enrolment enrolment_in(std::string_view bytes) {
  v1::Enrolment message;
  if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    throw StoreFailure("the store holds an enrolment that cannot be read");
  }
  sim::Result<sim::Enrolment> enrolment = decode(message);
  if (!enrolment)
    throw StoreFailure("the store holds an enrolment that cannot be read: " +
                       enrolment.error().text);
  return std::move(*enrolment);
}

// One of the tables that share the count of arrivals, read in that order. Column 0 is the arrival.
class ArrivalCursor {
 public:
  ArrivalCursor(Database& database, RunKey run, std::string_view sql)
      : row_(database.prepare(sql)) {
    row_.bind(key(run));
    next();
  }
  std::int64_t arrival() const { return arrival_; }  // the greatest number at the end
  const Statement& row() const { return row_; }
  void next() {
    arrival_ = row_.step() ? row_.integer(0) : std::numeric_limits<std::int64_t>::max();
  }

 private:
  Statement row_;
  std::int64_t arrival_ = 0;
};

}  // namespace

StoreReader::StoreReader(Database& database)
    : database_(database),
      find_run_(database.prepare("SELECT run, registration FROM run WHERE name = ?")),
      last_window_(database.prepare(sql(kWindowColumns, " ORDER BY number DESC LIMIT 1"))),
      window_(database.prepare(sql(kWindowColumns, " AND number = ?"))),
      alerts_of_window_(
          database.prepare("SELECT raised_at_us, patient, device, sequence, kind, level FROM alert "
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

std::vector<sim::Alert> StoreReader::alerts_of_window(RunKey run, std::uint64_t number) {
  std::vector<sim::Alert> alerts;
  alerts_of_window_.bind(key(run), static_cast<std::int64_t>(number));
  while (alerts_of_window_.step()) alerts.push_back(alert_in(alerts_of_window_));
  return alerts;
}

std::optional<sim::Reading> StoreReader::reading(RunKey run, sim::DeviceId device,
                                                 std::uint32_t sequence) {
  std::optional<sim::Reading> found;
  reading_.bind(key(run), std::int64_t{number(device)}, std::int64_t{sequence});
  while (reading_.step()) found = reading_in(reading_, 0);
  return found;
}

std::optional<sim::TimeEntry> StoreReader::time_entry(RunKey run, std::uint64_t number) {
  Statement row = database_.prepare(sql(kEntryColumns, "WHERE run = ? AND number = ?"));
  if (!row.bind(key(run), static_cast<std::int64_t>(number)).step()) return std::nullopt;
  return entry_in(row);
}

std::optional<sim::Visit> StoreReader::visit(RunKey run, std::uint64_t number) {
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

std::vector<sim::Reading> StoreReader::readings_after(RunKey run, std::int64_t& after, int limit) {
  Statement row = database_.prepare(
      "SELECT arrival, patient, device, sequence, taken_at_us, received_at_us, kind, value1, "
      "value2, value3 "
      "FROM reading WHERE run = ? AND arrival > ? ORDER BY arrival LIMIT ?");
  std::vector<sim::Reading> readings;
  for (row.bind(key(run), after, std::int64_t{limit}); row.step();) {
    after = row.integer(0);
    readings.push_back(reading_in(row, 1));
  }
  return readings;
}

std::vector<sim::Alert> StoreReader::alerts_after(RunKey run, AlertPlace& after, int limit) {
  Statement row = database_.prepare(
      "SELECT raised_at_us, patient, device, sequence, kind, level, window, ordinal FROM alert "
      "WHERE run = ? AND (window, ordinal) > (?, ?) ORDER BY window, ordinal LIMIT ?");
  std::vector<sim::Alert> alerts;
  for (row.bind(key(run), after.window, after.ordinal, std::int64_t{limit}); row.step();) {
    after = {.window = row.integer(6), .ordinal = row.integer(7)};
    alerts.push_back(alert_in(row));
  }
  return alerts;
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
    totals.readings_digest += sim::reading_digest(reading_in(row, 0));
  }
  return totals;
}

std::vector<Episode> StoreReader::episodes_before(RunKey run, sim::SimTime end) {
  std::map<std::uint32_t, Episode> latest;
  ArrivalCursor enrolments(
      database_, run,
      "SELECT arrival, patient, monitoring_from_us FROM enrolment WHERE run = ? ORDER BY arrival");
  ArrivalCursor withdrawals(
      database_, run,
      "SELECT arrival, patient, at_us FROM withdrawal WHERE run = ? ORDER BY arrival");
  constexpr std::int64_t kEnd = std::numeric_limits<std::int64_t>::max();
  while (enrolments.arrival() != kEnd || withdrawals.arrival() != kEnd) {
    if (enrolments.arrival() < withdrawals.arrival()) {
      const auto patient = static_cast<std::uint32_t>(enrolments.row().integer(1));
      const sim::SimTime from = instant(enrolments.row().integer(2));
      const auto known = latest.find(patient);
      // Enrolling an enrolled patient changes limits and devices, not the clock of the device
      // periods.
      const bool begins = known == latest.end() || known->second.withdrawn_at;
      if (begins && from < end)
        latest.insert_or_assign(patient, Episode{sim::PatientId{patient}, from, std::nullopt});
      enrolments.next();
    } else {
      const auto patient = static_cast<std::uint32_t>(withdrawals.row().integer(1));
      const auto known = latest.find(patient);
      if (known != latest.end() && !known->second.withdrawn_at) {
        known->second.withdrawn_at = instant(withdrawals.row().integer(2));
      }
      withdrawals.next();
    }
  }
  std::vector<Episode> episodes;
  for (const auto& [patient, episode] : latest) episodes.push_back(episode);
  return episodes;
}

void StoreReader::each_reading_moment(
    RunKey run, const std::function<void(sim::PatientId, sim::SimTime)>& visit) {
  Statement row = database_.prepare("SELECT patient, taken_at_us FROM reading WHERE run = ?");
  for (row.bind(key(run)); row.step();) {
    visit(sim::PatientId{static_cast<std::uint32_t>(row.integer(0))}, instant(row.integer(1)));
  }
}

std::vector<sim::TimeEntry> StoreReader::time_entries(RunKey run, sim::PatientId patient,
                                                      sim::SimTime from, sim::SimTime to) {
  Statement row = database_.prepare(sql(
      kEntryColumns,
      "WHERE run = ? AND patient = ? AND start_us < ? AND end_us >= ? ORDER BY start_us, number"));
  std::vector<sim::TimeEntry> entries;
  row.bind(key(run), std::int64_t{number(patient)}, microseconds(to), microseconds(from));
  while (row.step()) entries.push_back(entry_in(row));
  return entries;
}

std::vector<sim::Visit> StoreReader::visits(RunKey run, sim::PatientId patient, sim::SimTime from,
                                            sim::SimTime to) {
  Statement row = database_.prepare(
      "SELECT patient, start_us, end_us FROM visit "
      "WHERE run = ? AND patient = ? AND start_us < ? AND end_us >= ? ORDER BY start_us, number");
  std::vector<sim::Visit> visits;
  row.bind(key(run), std::int64_t{number(patient)}, microseconds(to), microseconds(from));
  while (row.step()) visits.push_back(visit_in(row));
  return visits;
}

void StoreReader::replay(RunKey run, const ReplayVisitor& visitor) {
  ArrivalCursor readings(database_, run,
                         "SELECT arrival, patient, device, sequence, taken_at_us, received_at_us, "
                         "kind, value1, value2, "
                         "value3 FROM reading WHERE run = ? ORDER BY arrival");
  ArrivalCursor enrolments(database_, run,
                           "SELECT arrival, message FROM enrolment WHERE run = ? ORDER BY arrival");
  ArrivalCursor withdrawals(
      database_, run,
      "SELECT arrival, patient, at_us FROM withdrawal WHERE run = ? ORDER BY arrival");
  Statement windows = database_.prepare(sql(kWindowColumns, " ORDER BY number"));

  for (windows.bind(key(run)); windows.step();) {
    const StoredWindow window = window_in(windows);
    for (;;) {
      const std::int64_t next =
          std::min({readings.arrival(), enrolments.arrival(), withdrawals.arrival()});
      if (next > window.last_arrival) break;
      if (next == readings.arrival()) {
        visitor.reading(reading_in(readings.row(), 1));
        readings.next();
      } else if (next == enrolments.arrival()) {
        visitor.enrolment(enrolment_in(enrolments.row().bytes(1)));
        enrolments.next();
      } else {
        visitor.withdrawal(
            {.patient = sim::PatientId{static_cast<std::uint32_t>(withdrawals.row().integer(1))},
             .at = instant(withdrawals.row().integer(2))});
        withdrawals.next();
      }
    }
    visitor.window(window);
  }
}

}  // namespace caseload::wire
