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

  RunKey add_run(const std::string& name, const std::string& registration);
  // False: this identity is stored already, and nothing was written.
  bool add_reading(RunKey run, std::int64_t arrival, const telemetry::Reading& reading);
  void add_enrolment(RunKey run, std::int64_t arrival, const telemetry::Enrolment& enrolment,
                     const std::string& message);
  void add_withdrawal(RunKey run, std::int64_t arrival, const Withdrawal& withdrawal);
  void add_window(RunKey run, const StoredWindow& window, std::span<const telemetry::Alert> alerts);
  void add_time_entry(RunKey run, std::uint64_t number, const rules::TimeEntry& entry);
  void add_visit(RunKey run, std::uint64_t number, const rules::Visit& visit);

 private:
  Database& database_;
  Statement begin_, commit_, begin_part_, keep_part_, undo_part_;
  Statement add_run_, add_reading_, add_enrolment_, add_withdrawal_, add_window_, add_alert_,
      add_time_entry_, add_visit_;
};

}  // namespace caseload::wire
