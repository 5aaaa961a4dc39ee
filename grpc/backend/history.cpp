#include "grpc/backend/history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "grpc/backend/row_checksums.hpp"

namespace caseload::wire {

History::Cursor::Cursor(Database& database, std::string_view sql, RunKey run, std::int64_t after,
                        bool wanted)
    : row_(database.prepare(sql)) {
  if (!wanted) return;
  row_.bind(key(run), after);
  next();
}

History::History(Database& database, const StoredRun& run, Part part, const StoredWindow& after)
    : database_(database),
      run_(run),
      part_(part),
      snapshot_(database),
      standing_(standing_of(database, run)),
      window_(after),
      windows_(database.prepare(std::string(kSelectWindows) + " AND number > ? ORDER BY number")),
      readings_(
          database,
          "SELECT arrival, patient, device, sequence, taken_at_us, received_at_us, kind, "
          "value1, value2, value3 FROM reading WHERE run = ? AND arrival > ? ORDER BY arrival",
          run.key, after.last_arrival, part != Part::Alerts),
      enrolments_(database,
                  "SELECT arrival, patient, monitoring_from_us, message FROM enrolment "
                  "WHERE run = ? AND arrival > ? ORDER BY arrival",
                  run.key, after.last_arrival, part != Part::Alerts),
      withdrawals_(database,
                   "SELECT arrival, patient, at_us FROM withdrawal "
                   "WHERE run = ? AND arrival > ? ORDER BY arrival",
                   run.key, after.last_arrival, part != Part::Alerts),
      alert_rows_(database,
                  "SELECT window, ordinal, raised_at_us, patient, device, sequence, kind, level, "
                  "closed FROM alert WHERE run = ? AND window > ? ORDER BY window, ordinal",
                  run.key, static_cast<std::int64_t>(after.number), part != Part::Arrivals) {
  if (after.number == 0) window_.checksum = run.checksum;
  windows_.bind(key(run.key), static_cast<std::int64_t>(after.number));
}

bool History::next() {
  if (!windows_.step()) {
    expect_the_end();
    return false;
  }
  const StoredWindow window = window_in(windows_);
  if (window.number != window_.number + 1)
    damaged(fmt::format("window {} is not there", window_.number + 1));
  // First its own numbers, which say how far it reaches.
  if (checksum_of(window, window_.checksum) != window.checksum)
    damaged(fmt::format("window {} is not as it was stored", window.number));
  if (part_ != Part::Alerts) read_arrivals(window);
  if (part_ != Part::Arrivals) read_alerts(window);
  window_ = window;
  return true;
}

void History::read_arrivals(const StoredWindow& window) {
  arrivals_.clear();
  Checksum sum;
  for (;;) {
    const std::int64_t arrival =
        std::min({readings_.place(), enrolments_.place(), withdrawals_.place()});
    if (arrival > window.last_arrival) break;
    if (arrival == readings_.place()) {
      const telemetry::Reading reading = reading_in(readings_.row(), 1);
      add(sum, arrival, reading);
      arrivals_.emplace_back(reading);
      readings_.next();
    } else if (arrival == enrolments_.place()) {
      const Statement& row = enrolments_.row();
      StoredEnrolment enrolment{.patient = PatientId{static_cast<std::uint32_t>(row.integer(1))},
                                .monitoring_from = instant(row.integer(2)),
                                .message = std::string(row.bytes(3))};
      add(sum, arrival, enrolment);
      arrivals_.emplace_back(std::move(enrolment));
      enrolments_.next();
    } else {
      const Statement& row = withdrawals_.row();
      const Withdrawal withdrawal{.patient = PatientId{static_cast<std::uint32_t>(row.integer(1))},
                                  .at = instant(row.integer(2))};
      add(sum, arrival, withdrawal);
      arrivals_.emplace_back(withdrawal);
      withdrawals_.next();
    }
  }
  if (sum.value() != window.arrivals_checksum)
    damaged(fmt::format("what arrived in window {} is not as it was stored", window.number));
}

void History::read_alerts(const StoredWindow& window) {
  alerts_.clear();
  Checksum sum;
  const auto number = static_cast<std::int64_t>(window.number);
  for (; alert_rows_.place() == number; alert_rows_.next()) {
    alerts_.push_back(alert_in(alert_rows_.row(), 2));
    add(sum, alert_rows_.row().integer(1), alerts_.back());
  }
  if (sum.value() != window.alerts_checksum)
    damaged(fmt::format("the alerts of window {} are not as they were stored", window.number));
}

void History::expect_the_end() const {
  if (window_.number != standing_.windows || window_.checksum != standing_.window_checksum) {
    damaged(fmt::format("window {} is not the last that was stored, {}", window_.number,
                        standing_.windows));
  }
  for (const Cursor* rest : {&readings_, &enrolments_, &withdrawals_, &alert_rows_})
    if (rest->place() != Cursor::kEnd) damaged("there are rows of no window");
}

void History::damaged(std::string_view what) const { throw damage_of(database_, run_, what); }

telemetry::Enrolment enrolment_in(const StoredEnrolment& stored) {
  constexpr const char* kUnreadable = "the store holds an enrolment that cannot be read";
  v1::Enrolment message;
  if (!message.ParseFromString(stored.message)) throw StoreDamaged(kUnreadable);
  Result<telemetry::Enrolment> enrolment = decode(message);
  if (!enrolment) throw StoreDamaged(fmt::format("{}: {}", kUnreadable, enrolment.error().text));
  return std::move(*enrolment);
}

}  // namespace caseload::wire
