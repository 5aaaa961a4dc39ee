#include "grpc/backend/store_writer.hpp"

#include "grpc/backend/row_checksums.hpp"

namespace caseload::wire {
StoreWriter::StoreWriter(Database& database)
    : database_(database),
      begin_(database.prepare("BEGIN")),
      commit_(database.prepare("COMMIT")),
      begin_part_(database.prepare("SAVEPOINT part")),
      keep_part_(database.prepare("RELEASE part")),
      undo_part_(database.prepare("ROLLBACK TO part")),
      next_run_(database.prepare("SELECT coalesce(max(run), 0) + 1 FROM run")),
      add_run_(database.prepare("INSERT INTO run VALUES (?, ?, ?, ?, ?)")),
      add_standing_(database.prepare("INSERT INTO standing VALUES (?, 0, ?2, 0, ?2, 0, ?2)")),
      add_reading_(database.prepare("INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                                    "ON CONFLICT (run, device, sequence) DO NOTHING")),
      add_enrolment_(database.prepare("INSERT INTO enrolment VALUES (?, ?, ?, ?, ?)")),
      add_withdrawal_(database.prepare("INSERT INTO withdrawal VALUES (?, ?, ?, ?)")),
      add_window_(database.prepare("INSERT INTO window VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")),
      note_window_(
          database.prepare("UPDATE standing SET windows = ?, window_checksum = ? WHERE run = ?")),
      add_alert_(database.prepare("INSERT INTO alert VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")),
      add_time_entry_(database.prepare(
          "INSERT INTO time_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")),
      add_visit_(database.prepare("INSERT INTO visit VALUES (?, ?, ?, ?, ?, ?)")),
      note_log_(database.prepare("UPDATE standing SET entries = ?, entry_checksum = ?, visits = ?, "
                                 "visit_checksum = ? WHERE run = ?")) {}

void StoreWriter::roll_back() {
  // After some failures (disk full) SQLite has rolled back by itself.
  if (database_.in_transaction()) database_.run("ROLLBACK");
}

void StoreWriter::undo_part() {
  undo_part_.run();
  keep_part_.run();
}

RunKey StoreWriter::add_run(const RunName& name, const std::string& registration) {
  RunKey run{};
  for (next_run_.bind(); next_run_.step();) run = RunKey{next_run_.integer(0)};
  const auto checksum = static_cast<std::int64_t>(checksum_of_run(run, name, registration));
  add_run_.run(key(run), name.name, name.owner, Bytes{registration}, checksum);
  add_standing_.run(key(run), checksum);
  return run;
}

bool StoreWriter::add_reading(RunKey run, std::int64_t arrival, const telemetry::Reading& reading) {
  const MeasurementColumns columns = to_columns(reading.measurement);
  add_reading_.run(key(run), arrival, std::int64_t{number(reading.patient)},
                   std::int64_t{number(reading.device)}, std::int64_t{reading.sequence},
                   microseconds(reading.taken_at), microseconds(reading.received_at), columns.kind,
                   columns.values[0], columns.values[1], columns.values[2]);
  return database_.rows_changed() == 1;
}

void StoreWriter::add_enrolment(RunKey run, std::int64_t arrival,
                                const StoredEnrolment& enrolment) {
  add_enrolment_.run(key(run), arrival, std::int64_t{number(enrolment.patient)},
                     microseconds(enrolment.monitoring_from), Bytes{enrolment.message});
}

void StoreWriter::add_withdrawal(RunKey run, std::int64_t arrival, const Withdrawal& withdrawal) {
  add_withdrawal_.run(key(run), arrival, std::int64_t{number(withdrawal.patient)},
                      microseconds(withdrawal.at));
}

void StoreWriter::add_window(RunKey run, const StoredWindow& window,
                             std::span<const telemetry::Alert> alerts) {
  const auto window_number = static_cast<std::int64_t>(window.number);
  const auto bits = [](std::uint64_t value) { return static_cast<std::int64_t>(value); };
  add_window_.run(key(run), window_number, microseconds(window.watermark), window.last_arrival,
                  microseconds(window.last_received), bits(window.digest),
                  std::int64_t{window.readings_new}, std::int64_t{window.readings_known},
                  bits(window.arrivals_checksum), bits(window.alerts_checksum),
                  bits(window.checksum));
  note_window_.run(window_number, bits(window.checksum), key(run));
  std::int64_t ordinal = 0;
  for (const telemetry::Alert& alert : alerts) {
    add_alert_.run(key(run), window_number, ordinal++, microseconds(alert.raised_at),
                   std::int64_t{number(alert.patient)}, std::int64_t{number(alert.device)},
                   std::int64_t{alert.sequence}, static_cast<std::int64_t>(alert.kind),
                   static_cast<std::int64_t>(alert.level), std::int64_t{alert.suppressed});
  }
}

void StoreWriter::add_time_entry(RunKey run, const rules::TimeEntry& entry, Standing& standing) {
  standing.entry_checksum = checksum_of(++standing.entries, entry, standing.entry_checksum);
  add_time_entry_.run(
      key(run), static_cast<std::int64_t>(standing.entries), std::int64_t{number(entry.patient)},
      std::int64_t{number(entry.staff)}, static_cast<std::int64_t>(entry.role),
      static_cast<std::int64_t>(entry.activity), static_cast<std::int64_t>(entry.program),
      std::int64_t{entry.live}, std::int64_t{entry.countable}, std::int64_t{entry.flagged},
      microseconds(entry.start), microseconds(entry.end),
      static_cast<std::int64_t>(standing.entry_checksum));
}

void StoreWriter::add_visit(RunKey run, const rules::Visit& visit, Standing& standing) {
  standing.visit_checksum = checksum_of(++standing.visits, visit, standing.visit_checksum);
  add_visit_.run(key(run), static_cast<std::int64_t>(standing.visits),
                 std::int64_t{number(visit.patient)}, microseconds(visit.start),
                 microseconds(visit.end), static_cast<std::int64_t>(standing.visit_checksum));
}

void StoreWriter::note_log(RunKey run, const Standing& standing) {
  note_log_.run(static_cast<std::int64_t>(standing.entries),
                static_cast<std::int64_t>(standing.entry_checksum),
                static_cast<std::int64_t>(standing.visits),
                static_cast<std::int64_t>(standing.visit_checksum), key(run));
}

}  // namespace caseload::wire
