#pragma once

// What the store's rows are called outside SQL.

#include <cstdint>
#include <string_view>

#include "grpc/backend/database.hpp"
#include "sim/telemetry/reading.hpp"

namespace caseload::wire {

enum class RunKey : std::int64_t {};  // the run's row

struct StoredWindow {
  std::uint64_t number = 0;  // 0: none yet
  SimTime watermark;
  std::int64_t last_arrival = 0;
  std::uint64_t digest = 0;
  std::uint32_t readings_new = 0;
  std::uint32_t readings_known = 0;
};

// "SELECT …" of a run's windows, to be completed; its rows are read by window_in.
inline constexpr std::string_view kSelectWindows =
    "SELECT number, watermark_us, last_arrival, digest, readings_new, readings_known FROM window "
    "WHERE run = ?";
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

inline std::int64_t key(RunKey run) { return static_cast<std::int64_t>(run); }
inline std::int64_t microseconds(SimTime at) { return at.time_since_epoch().count(); }
inline SimTime instant(std::int64_t microseconds) { return SimTime{SimDuration{microseconds}}; }

}  // namespace caseload::wire
