#pragma once

// One trial with everything kept: for reports about a single month.

#include <atomic>
#include <cstdint>
#include <optional>
#include <stdexcept>

#include "sim/base/random.hpp"
#include "sim/care/record/journal.hpp"
#include "sim/experiment/trial.hpp"

namespace caseload::experiment {

struct TrialAddress {
  Plan plan;
  CalendarMonth month;
  RandomKey random;
};

struct DetailedTrial {
  MonthOutcome outcome;
  TrialRecord record;
  // Of telemetry::reading_digest in the order in which the readings were first handed to the sink.
  std::uint64_t readings_order = 0;
  std::optional<care::Journal> journal;  // of the followed patient
  std::optional<telemetry::Enrolment>
      enrolment;  // likewise; absent where that patient was never enrolled
};

// The user asked to stop. A single month has no balanced part to report.
class Interrupted : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// With readings going to `sink` and alerts coming from `source`. Throws Interrupted once `stop` is
// set, and what the ports throw.
DetailedTrial run_in_detail(const experiment::Scenario& scenario, const TrialAddress& address,
                            std::optional<PatientId> follow, telemetry::ReadingSink& sink,
                            telemetry::AlertSource& source, const std::atomic<bool>& stop);

// The same without leaving the process.
DetailedTrial run_in_process(const experiment::Scenario& scenario, const TrialAddress& address,
                             std::optional<PatientId> follow, const std::atomic<bool>& stop);

}  // namespace caseload::experiment
