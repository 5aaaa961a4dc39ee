#pragma once

// One trial whose readings travel over gRPC to a backend, which sends its alerts back.

#include <string>

#include "cli/detailed_trial.hpp"
#include "reports/reconciliation.hpp"
#include "reports/run/run_text.hpp"
#include "sim/base/result.hpp"

namespace caseload::cli {

struct WireTrial {
  DetailedTrial trial;
  reports::WireCounts counts;
  reports::Account wire;     // what the client counted
  reports::Account backend;  // what the backend stored, and the claims it computed from that alone
};

struct WireChoice {
  std::string
      where;  // "embedded": a backend in this process; else HOST:PORT of one that runs apart
  std::string database;                    // of the embedded one; empty: a temporary file
  SimDuration give_up_after = minutes{1};  // on the wall clock, without any answer
};

// Errors: BadInput; Unreachable, with the count of unacknowledged readings; Incorrect where the
// backend contradicts what it acknowledged. Throws Interrupted.
Result<WireTrial> run_over_wire(const experiment::Scenario& scenario, const TrialAddress& address,
                                const WireChoice& choice, std::optional<PatientId> follow,
                                const std::atomic<bool>& stop);

}  // namespace caseload::cli
