#pragma once

// One trial with everything kept: for reports about a single month.

#include <atomic>
#include <optional>
#include <stdexcept>

#include "sim/care/journal.hpp"
#include "sim/experiment/trial.hpp"

namespace caseload::cli {

struct TrialAddress {
  sim::Plan plan;
  sim::CalendarMonth month;
  sim::RandomKey random;
};

struct DetailedTrial {
  sim::MonthOutcome outcome;
  sim::TrialRecord record;
  std::optional<sim::Journal> journal;  // of the followed patient
  std::optional<sim::Enrolment>
      enrolment;  // likewise; absent where that patient was never enrolled
};

// The user asked to stop. A single month has no balanced part to report.
class Interrupted : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// With readings going to `sink` and alerts coming from `source`. Throws Interrupted once `stop` is
// set, and what the ports throw.
DetailedTrial run_in_detail(const sim::Scenario& scenario, const TrialAddress& address,
                            std::optional<sim::PatientId> follow, sim::ReadingSink& sink,
                            sim::AlertSource& source, const std::atomic<bool>& stop);

// The same without leaving the process.
DetailedTrial run_in_process(const sim::Scenario& scenario, const TrialAddress& address,
                             std::optional<sim::PatientId> follow, const std::atomic<bool>& stop);

}  // namespace caseload::cli
