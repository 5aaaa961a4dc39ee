#pragma once

// A run as the backend holds it in memory while windows arrive: who is registered, where the clock
// stands, and the alert rules. Never the readings.
//
// All of it is a function of what is stored. After a restart it is rebuilt by replaying the stored
// arrivals and watermarks in their order, each window once it was verified: a snapshot of the
// rules' state would be a second truth to keep in step with the first, and a month of 20,000
// patients replays in seconds. What a replay does not see are copies of readings: they are not
// stored, and all they leave behind is when the last of them was received, which the window says.

#include <grpcpp/support/status.h>

#include <cstdint>
#include <variant>
#include <vector>

#include "caseload/v1/backend.pb.h"
#include "grpc/backend/roster.hpp"
#include "grpc/backend/store_reader.hpp"
#include "grpc/backend/store_writer.hpp"
#include "grpc/convert/registration.hpp"
#include "sim/rules/alert_rules.hpp"

namespace caseload::wire {

class LiveRun {
 public:
  // Replays what is stored of the run. Throws StoreDamaged where it is not what was stored.
  LiveRun(StoredRun run, const rules::AlertRuleSettings& alerts, StoreReader& reader);

  std::uint64_t last_window() const { return last_.number; }
  // About how much memory it takes: what a run of nobody does, and what each patient and device
  // adds (alert_rules.hpp, roster.hpp).
  std::size_t bytes() const;

  // Stores a window and judges it, or refuses it. After a refusal nothing of it is left in memory;
  // the caller undoes what was written. A window stored before gets the answer it got then. When it
  // throws StoreFailure this object no longer matches the store and must be dropped.
  grpc::Status take(const v1::Window& window, StoreReader& reader, StoreWriter& writer,
                    v1::Acknowledgement& answer);

 private:
  struct NewEnrolment {
    telemetry::Enrolment enrolment;
    StoredEnrolment stored;
  };
  using Arrival = std::variant<telemetry::Reading, NewEnrolment, Withdrawal>;

  // Fills `arrivals` with the window's.
  static grpc::Status decode_all(const v1::Window& window, std::vector<Arrival>& arrivals);
  grpc::Status repeat(const v1::Window& window, std::uint64_t digest, StoreReader& reader,
                      v1::Acknowledgement& answer) const;
  // Fills `above` with what the window registers.
  grpc::Status check(const v1::Window& window, const std::vector<Arrival>& arrivals,
                     Roster& above) const;
  // Writes them; marks with false in `fresh` the copies of readings that are stored already.
  grpc::Status store(const std::vector<Arrival>& arrivals, StoredWindow& stored,
                     std::vector<bool>& fresh, StoreReader& reader, StoreWriter& writer) const;
  void judge(const telemetry::Reading& reading) { rules_.accept(reading); }
  void judge(const telemetry::Enrolment& enrolment) { rules_.enrol(enrolment); }
  void judge(const Withdrawal& withdrawal) { rules_.withdraw(withdrawal.patient, withdrawal.at); }
  // The index by which copies are known must agree with what has been seen.
  void expect_fresh(const telemetry::Reading& reading, bool fresh, const Database& database);

  StoredRun run_;
  rules::AlertRules rules_;
  Roster roster_;
  StoredWindow last_;
};

}  // namespace caseload::wire
