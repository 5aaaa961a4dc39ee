#pragma once

// Writing what arrived. Everything happens inside a transaction that the writing thread opens and
// commits (group_commit.hpp); nothing here is durable before that.

#include <cstdint>
#include <span>
#include <string>

#include "grpc/backend/store_rows.hpp"
#include "grpc/convert/telemetry.hpp"
#include "sim/rules/time_entry.hpp"
#include "sim/telemetry/alert.hpp"

namespace caseload::wire {

class StoreWriter {
 public:
  explicit StoreWriter(Database& database);

  void begin() { begin_.run(); }
  void commit() { commit_.run(); }
  void roll_back();  // the whole transaction, if there is still one

  // A part of the transaction that can be undone alone.
  void begin_part() { begin_part_.run(); }
  void keep_part() { keep_part_.run(); }
  void undo_part();

  RunKey add_run(const RunName& name, const std::string& registration);
  // False: this identity is stored already, and nothing was written.
  bool add_reading(RunKey run, std::int64_t arrival, const telemetry::Reading& reading);
  void add_enrolment(RunKey run, std::int64_t arrival, const StoredEnrolment& enrolment);
  void add_withdrawal(RunKey run, std::int64_t arrival, const Withdrawal& withdrawal);
  // The next window, whose checksums are complete, and its alerts.
  void add_window(RunKey run, const StoredWindow& window, std::span<const telemetry::Alert> alerts);
  // The next entry and the next visit; `standing` moves on, and is written by note_log.
  void add_time_entry(RunKey run, const rules::TimeEntry& entry, Standing& standing);
  void add_visit(RunKey run, const rules::Visit& visit, Standing& standing);
  void note_log(RunKey run, const Standing& standing);

 private:
  Database& database_;
  Statement begin_, commit_, begin_part_, keep_part_, undo_part_;
  Statement next_run_, add_run_, add_standing_;
  Statement add_reading_, add_enrolment_, add_withdrawal_, add_window_, note_window_, add_alert_;
  Statement add_time_entry_, add_visit_, note_log_;
};

}  // namespace caseload::wire
