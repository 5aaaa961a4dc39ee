#include "grpc/backend/store_rows.hpp"

#include <fmt/format.h>

namespace caseload::wire {

namespace {

// Numbers are bits in the store: a checksum may be any of 64.
std::uint64_t bits(const Statement& row, int column) {
  return static_cast<std::uint64_t>(row.integer(column));
}
std::uint32_t number_in(const Statement& row, int column) {
  return static_cast<std::uint32_t>(row.integer(column));
}

}  // namespace

std::string told(const RunName& run) {
  return run.owner.empty() ? run.name : fmt::format("{} of {}", run.name, run.owner);
}

StoreDamaged damage_of(const Database& database, const StoredRun& run, std::string_view what) {
  return StoreDamaged{
      fmt::format("{}: run {} is damaged: {}", database.path(), told(run.name), what)};
}

Standing standing_of(Database& database, const StoredRun& run) {
  Statement row = database.prepare(
      "SELECT windows, window_checksum, entries, entry_checksum, visits, visit_checksum "
      "FROM standing WHERE run = ?");
  if (!row.bind(key(run.key)).step()) throw damage_of(database, run, "it has no standing");
  return {.windows = bits(row, 0),
          .window_checksum = bits(row, 1),
          .entries = bits(row, 2),
          .entry_checksum = bits(row, 3),
          .visits = bits(row, 4),
          .visit_checksum = bits(row, 5)};
}

StoredWindow window_in(const Statement& row) {
  return {.number = bits(row, 0),
          .watermark = instant(row.integer(1)),
          .last_arrival = row.integer(2),
          .last_received = instant(row.integer(3)),
          .digest = bits(row, 4),
          .readings_new = number_in(row, 5),
          .readings_known = number_in(row, 6),
          .arrivals_checksum = bits(row, 7),
          .alerts_checksum = bits(row, 8),
          .checksum = bits(row, 9)};
}

MeasurementColumns to_columns(const telemetry::Measurement& measurement) {
  struct Columns {
    MeasurementColumns operator()(const telemetry::BloodPressure& pressure) const {
      return {0, {pressure.systolic_mmhg, pressure.diastolic_mmhg, pressure.pulse_bpm}};
    }
    MeasurementColumns operator()(const telemetry::Weight& weight) const {
      return {1, {weight.grams, 0, 0}};
    }
    MeasurementColumns operator()(const telemetry::Glucose& glucose) const {
      return {2, {glucose.mg_per_dl, 0, 0}};
    }
    MeasurementColumns operator()(const telemetry::Oximetry& oximetry) const {
      return {3, {oximetry.spo2_percent, oximetry.pulse_bpm, 0}};
    }
  };
  return std::visit(Columns{}, measurement);
}

telemetry::Measurement from_columns(const MeasurementColumns& columns) {
  const auto value = [&columns](int index) {
    return static_cast<std::int32_t>(columns.values[index]);
  };
  switch (columns.kind) {
    case 0:
      return telemetry::BloodPressure{value(0), value(1), value(2)};
    case 1:
      return telemetry::Weight{value(0)};
    case 2:
      return telemetry::Glucose{value(0)};
    case 3:
      return telemetry::Oximetry{value(0), value(1)};
    default:
      throw StoreDamaged("the store holds a reading of an unknown kind");
  }
}

telemetry::Reading reading_in(const Statement& row, int first) {
  const auto number = [&row, first](int column) {
    return static_cast<std::uint32_t>(row.integer(first + column));
  };
  return {.patient = PatientId{number(0)},
          .device = DeviceId{number(1)},
          .sequence = number(2),
          .taken_at = instant(row.integer(first + 3)),
          .received_at = instant(row.integer(first + 4)),
          .measurement = from_columns({.kind = row.integer(first + 5),
                                       .values = {row.integer(first + 6), row.integer(first + 7),
                                                  row.integer(first + 8)}})};
}

telemetry::Alert alert_in(const Statement& row, int first) {
  return {.raised_at = instant(row.integer(first)),
          .patient = PatientId{number_in(row, first + 1)},
          .device = DeviceId{number_in(row, first + 2)},
          .sequence = number_in(row, first + 3),
          .kind = static_cast<telemetry::AlertKind>(row.integer(first + 4)),
          .level = static_cast<telemetry::AlertLevel>(row.integer(first + 5)),
          .suppressed = row.integer(first + 6) != 0};
}

rules::TimeEntry entry_in(const Statement& row, int first) {
  return {.patient = PatientId{number_in(row, first)},
          .staff = StaffId{number_in(row, first + 1)},
          .role = static_cast<rules::Role>(row.integer(first + 2)),
          .activity = static_cast<rules::Activity>(row.integer(first + 3)),
          .program = static_cast<rules::Program>(row.integer(first + 4)),
          .live = row.integer(first + 5) != 0,
          .countable = row.integer(first + 6) != 0,
          .flagged = row.integer(first + 7) != 0,
          .start = instant(row.integer(first + 8)),
          .end = instant(row.integer(first + 9))};
}

rules::Visit visit_in(const Statement& row, int first) {
  return {.patient = PatientId{number_in(row, first)},
          .start = instant(row.integer(first + 1)),
          .end = instant(row.integer(first + 2))};
}

}  // namespace caseload::wire
