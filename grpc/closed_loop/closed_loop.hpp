#pragma once

// The closed loop: simulated patients send their readings over gRPC to a backend, the backend's
// alerts drive the simulated clinic, and afterwards everyone's account of it is compared with the
// same run in process.

#include <atomic>
#include <functional>
#include <optional>
#include <string>

#include "grpc/client/link_options.hpp"
#include "sim/base/result.hpp"
#include "sim/experiment/detailed_trial.hpp"
#include "sim/experiment/reconciliation.hpp"
#include "sim/experiment/scenario.hpp"

namespace caseload::wire {

struct ClosedLoopOptions {
  LinkOptions link;  // to the backend
  std::optional<PatientId> follow;
  // What somebody who watches may want to know, a sentence without its end; none: nobody watches.
  std::function<void(const std::string&)> note;
};

struct ClosedLoop {
  experiment::DetailedTrial trial;  // over the wire
  experiment::WireCounts counts;
  experiment::Reconciliation reconciliation;  // of simulator, wire, backend and the run in process
};

// Once `stop` is set, nothing is waited for any more. Errors: BadInput; Unreachable, with the count
// of unacknowledged readings; Interrupted; Incorrect where the backend contradicts what it
// acknowledged, or says what cannot be. Throws experiment::Interrupted.
Result<ClosedLoop> run_closed_loop(const experiment::Scenario& scenario,
                                   const experiment::TrialAddress& address,
                                   ClosedLoopOptions options, const std::atomic<bool>& stop);

}  // namespace caseload::wire
