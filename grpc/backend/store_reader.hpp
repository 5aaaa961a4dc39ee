#pragma once

// Reading what is stored; StoreDamaged where it is not what was stored. One per connection; the
// writing thread has one on its own connection, which sees the transaction it is in, and the
// reading thread another, which sees what is committed.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "grpc/backend/store_rows.hpp"

namespace caseload::wire {

struct StoredTotals {
  StoredWindow last_window;
  std::uint64_t patients = 0;
  std::uint64_t readings = 0;
  std::uint64_t readings_digest = 0;  // sum of telemetry::reading_digest
  std::uint64_t alerts = 0;
  std::uint64_t entries = 0;
  std::uint64_t visits = 0;
};

// What the acknowledgement of a window says.
struct AcknowledgedWindow {
  StoredWindow window;
  std::vector<telemetry::Alert> alerts;
};

// A place in a run's alerts: everything up to it was read.
struct AlertPlace {
  std::int64_t window = 0;
  std::int64_t ordinal = -1;
};

class StoreReader {
 public:
  explicit StoreReader(Database& database);

  Database& database() { return database_; }  // for history.hpp and stored_log.hpp

  // Nothing: its owner registered no run of this name. What is found was verified.
  std::optional<StoredRun> find_run(const RunName& name);
  // Requires: the run has it. Verified, but for what arrived in it.
  AcknowledgedWindow window(const StoredRun& run, std::uint64_t number);
  // By its identity, not verified.
  std::optional<telemetry::Reading> reading(RunKey run, DeviceId device, std::uint32_t sequence);

  // Not verified: listings.hpp does that before. At most `limit` rows after `after`, which moves
  // on, and up to `last`.
  std::vector<telemetry::Reading> readings_between(RunKey run, std::int64_t& after,
                                                   std::int64_t last, int limit);
  std::vector<telemetry::Alert> alerts_between(RunKey run, AlertPlace& after,
                                               std::uint64_t last_window, int limit);
  // The place of the last of the first `count` rows, or one behind everything where there are not
  // as many.
  std::int64_t last_of_readings(RunKey run, std::uint64_t count);
  AlertPlace last_of_alerts(RunKey run, std::uint64_t count);

  // Everything the run has stored is read and verified for it.
  StoredTotals totals(const StoredRun& run);

 private:
  Database& database_;
  Statement find_run_;
  Statement find_run_slowly_;
  Statement windows_;
  Statement alerts_of_window_;
  Statement reading_;
};

}  // namespace caseload::wire
