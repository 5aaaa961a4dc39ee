#pragma once

// One patient's month, line by line: what came in, what people did about it, which minutes were
// credited and why the others were not, and the codes this supports.
//
// The trace is rebuilt from three sources that know nothing of each other: the journal (what
// happened), the log (what was written down) and the ledger (what counts). They must agree to the
// microsecond; a trace that does not add up to the patient's credit is a fault of ours
// (CheckFailed).

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/care/record/journal.hpp"
#include "sim/experiment/scenario.hpp"
#include "sim/experiment/trial.hpp"
#include "sim/rules/ledger.hpp"
#include "sim/telemetry/ports.hpp"

namespace caseload::reports {

struct TraceInput {
  const experiment::Scenario& scenario;
  CalendarMonth month;
  const telemetry::Enrolment& enrolment;    // of this patient
  const experiment::PatientMonth& outcome;  // of this patient in this month
  const care::Journal& journal;             // of this patient, the whole run
  std::span<const rules::TimeEntry> log;    // of the whole clinic, the whole run
  std::span<const rules::Visit> visits;     // likewise
};

struct TraceLine {
  SimTime at;        // when it began
  std::string what;  // reading, alert, check-in call, …
  std::string who;   // a person's name; empty: nobody
  std::string text;
  telemetry::AlertLevel level = telemetry::AlertLevel::None;  // of readings and alerts
  std::optional<rules::CreditLine> credit;                    // of a logged piece of work
  SimDuration total{};      // credited so far this month, this line included
  bool of_the_day = false;  // says something about the day, not about an instant
};

struct TraceLoss {
  rules::NotCounted reason;
  SimDuration duration{};
};

struct Trace {
  PatientId patient{};
  CalendarMonth month;
  telemetry::Enrolment enrolment;
  std::vector<TraceLine> lines;  // of the month, in order of time
  std::size_t lines_before = 0;  // of the months before, not shown
  int reading_days = 0;          // days of the month with a reading taken
  experiment::PatientMonth outcome;
  std::vector<TraceLoss> losses;  // logged but not credited, by reason, largest first
  SimDuration unlogged{};         // worked in the month, never written down
};

Trace trace(const TraceInput& input);

}  // namespace caseload::reports
