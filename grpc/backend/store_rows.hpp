#pragma once

// What the store's rows are called outside SQL.

#include <cstdint>
#include <string>
#include <string_view>

#include "grpc/backend/database.hpp"
#include "sim/rules/time_entry.hpp"
#include "sim/telemetry/alert.hpp"
#include "sim/telemetry/reading.hpp"

namespace caseload::wire {

enum class RunKey : std::int64_t {};  // the run's row

// A run as it is asked for. Two owners may give theirs the same name: nobody learns from an answer
// what anybody else has.
struct RunName {
  std::string name;
  std::string owner{};  // as Callers::who() calls her; empty: anybody
  friend bool operator==(const RunName&, const RunName&) = default;
};

// "march", "march of token ana".
std::string told(const RunName& run);

struct StoredRun {
  RunKey key{};
  RunName name;
  std::string registration;    // caseload.v1.Registration, as bytes
  std::uint64_t checksum = 0;  // of these; verified
};

struct StoredWindow {
  std::uint64_t number = 0;  // 0: none yet
  SimTime watermark;
  std::int64_t last_arrival = 0;
  SimTime last_received;  // of everything up to this window, copies of stored readings too
  std::uint64_t digest = 0;
  std::uint32_t readings_new = 0;
  std::uint32_t readings_known = 0;
  std::uint64_t arrivals_checksum = 0;
  std::uint64_t alerts_checksum = 0;
  std::uint64_t checksum = 0;  // of all these, and of the window before (row_checksums.hpp)
};

struct StoredEnrolment {
  PatientId patient{};
  SimTime monitoring_from;
  std::string message;  // caseload.v1.Enrolment, as bytes: limits, devices and papers
};

// How far a run has come, and the last link of each of its chains; the run's own checksum where
// there is none yet.
struct Standing {
  std::uint64_t windows = 0;
  std::uint64_t window_checksum = 0;
  std::uint64_t entries = 0;
  std::uint64_t entry_checksum = 0;
  std::uint64_t visits = 0;
  std::uint64_t visit_checksum = 0;
};

// As every damage to a run's rows is told.
StoreDamaged damage_of(const Database& database, const StoredRun& run, std::string_view what);

// Throws StoreDamaged where there is none.
Standing standing_of(Database& database, const StoredRun& run);

// "SELECT …" of a run's windows, to be completed; its rows are read by window_in.
inline constexpr std::string_view kSelectWindows =
    "SELECT number, watermark_us, last_arrival, last_received_us, digest, readings_new, "
    "readings_known, arrivals_checksum, alerts_checksum, checksum FROM window WHERE run = ?";
StoredWindow window_in(const Statement& row);

// A measurement as the columns kind, value1, value2, value3.
struct MeasurementColumns {
  std::int64_t kind = 0;
  std::int64_t values[3]{};
};
MeasurementColumns to_columns(const telemetry::Measurement& measurement);
telemetry::Measurement from_columns(const MeasurementColumns& columns);

// The row's columns from `first` on: patient, device, sequence, taken_at_us, received_at_us, kind,
// value1, value2, value3.
telemetry::Reading reading_in(const Statement& row, int first);
// raised_at_us, patient, device, sequence, kind, level, closed.
telemetry::Alert alert_in(const Statement& row, int first);
// patient, staff, role, activity, program, live, countable, flagged, start_us, end_us.
rules::TimeEntry entry_in(const Statement& row, int first);
// patient, start_us, end_us.
rules::Visit visit_in(const Statement& row, int first);

inline std::int64_t key(RunKey run) { return static_cast<std::int64_t>(run); }
inline std::int64_t microseconds(SimTime at) { return at.time_since_epoch().count(); }
inline SimTime instant(std::int64_t microseconds) { return SimTime{SimDuration{microseconds}}; }

}  // namespace caseload::wire
