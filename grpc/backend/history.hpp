#pragma once

// A run's windows as they are stored, in the order in which they happened, and none before it was
// verified: what its checksums say is compared before anybody sees it.

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "grpc/backend/store_rows.hpp"
#include "grpc/convert/telemetry.hpp"
#include "sim/telemetry/alert.hpp"

namespace caseload::wire {

using StoredArrival = std::variant<telemetry::Reading, StoredEnrolment, Withdrawal>;

// Throws StoreDamaged, from the constructor and from next(), where what is stored is not what was
// acknowledged: a row that changed, one that is gone, or one that nobody stored.
class History {
 public:
  // What to read and verify beside the windows' own numbers.
  enum class Part { Arrivals, Alerts, Both };

  // The windows after `after`, which was verified before (the default: none). One view of the store
  // for as long as this lives. Memory: one window.
  History(Database& database, const StoredRun& run, Part part, const StoredWindow& after = {});

  // The next window. False at the end, when the last one was compared with what the run's standing
  // says of it.
  bool next();
  const StoredWindow& window() const { return window_; }
  std::span<const StoredArrival> arrivals() const { return arrivals_; }
  std::span<const telemetry::Alert> alerts() const { return alerts_; }

 private:
  // Rows of one table in the order of their first column.
  class Cursor {
   public:
    static constexpr std::int64_t kEnd = std::numeric_limits<std::int64_t>::max();
    Cursor(Database& database, std::string_view sql, RunKey run, std::int64_t after, bool wanted);
    std::int64_t place() const { return place_; }
    const Statement& row() const { return row_; }
    void next() { place_ = row_.step() ? row_.integer(0) : kEnd; }

   private:
    Statement row_;
    std::int64_t place_ = kEnd;
  };
  [[noreturn]] void damaged(std::string_view what) const;
  void read_arrivals(const StoredWindow& window);
  void read_alerts(const StoredWindow& window);
  void expect_the_end() const;

  Database& database_;
  const StoredRun& run_;
  Part part_;
  Snapshot snapshot_;
  Standing standing_;
  StoredWindow window_;  // verified
  Statement windows_;
  Cursor readings_, enrolments_, withdrawals_, alert_rows_;
  std::vector<StoredArrival> arrivals_;
  std::vector<telemetry::Alert> alerts_;
};

// What the bytes of a stored enrolment say. Throws StoreDamaged where they say nothing.
telemetry::Enrolment enrolment_in(const StoredEnrolment& stored);

}  // namespace caseload::wire
