#pragma once

// Reading what is stored. One per connection; the writing thread has one on its own connection,
// which sees the transaction it is in, and the reading thread another, which sees what is
// committed.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "grpc/backend/store_rows.hpp"
#include "grpc/convert/telemetry.hpp"
#include "sim/rules/time_entry.hpp"
#include "sim/telemetry/alert.hpp"

namespace caseload::wire {

struct StoredRun {
  RunKey key{};
  std::string registration;  // caseload.v1.Registration, as bytes
};

struct StoredTotals {
  StoredWindow last_window;
  std::uint64_t patients = 0;
  std::uint64_t readings = 0;
  std::uint64_t readings_digest = 0;  // sum of telemetry::reading_digest
  std::uint64_t alerts = 0;
  std::uint64_t entries = 0;
  std::uint64_t visits = 0;
};

// A place in a run's alerts: everything up to it was read.
struct AlertPlace {
  std::int64_t window = 0;
  std::int64_t ordinal = -1;
};

class StoreReader {
 public:
  explicit StoreReader(Database& database);

  Database& database() { return database_; }  // for history.hpp

  std::optional<StoredRun> find_run(const std::string& name);
  StoredWindow last_window(RunKey run);
  std::optional<StoredWindow> window(RunKey run, std::uint64_t number);
  std::vector<telemetry::Alert> alerts_of_window(RunKey run, std::uint64_t number);
  std::optional<telemetry::Reading> reading(RunKey run, DeviceId device, std::uint32_t sequence);
  std::optional<rules::TimeEntry> time_entry(RunKey run, std::uint64_t number);
  std::optional<rules::Visit> visit(RunKey run, std::uint64_t number);
  std::uint64_t last_time_entry(RunKey run);  // 0: none
  std::uint64_t last_visit(RunKey run);

  // In pages, so that a listing holds neither memory nor a transaction: at most `limit` rows after
  // `after`, which moves on. Empty: the end.
  std::vector<telemetry::Reading> readings_after(RunKey run, std::int64_t& after, int limit);
  std::vector<telemetry::Alert> alerts_after(RunKey run, AlertPlace& after, int limit);
  // Moves `after` to the last of the first `count` rows; false: there are none beyond them.
  bool skip_readings(RunKey run, std::uint64_t count, std::int64_t& after);
  bool skip_alerts(RunKey run, std::uint64_t count, AlertPlace& after);

  StoredTotals totals(RunKey run);
  void each_reading_moment(RunKey run,
                           const std::function<void(PatientId, SimTime taken_at)>& visit);
  // Of one patient, that did not end before `from` and began before `to`, in order of start.
  std::vector<rules::TimeEntry> time_entries(RunKey run, PatientId patient, SimTime from,
                                             SimTime to);
  std::vector<rules::Visit> visits(RunKey run, PatientId patient, SimTime from, SimTime to);

 private:
  Database& database_;
  Statement find_run_;
  Statement last_window_;
  Statement window_;
  Statement alerts_of_window_;
  Statement reading_;
};

}  // namespace caseload::wire
