#pragma once

// One patient's month, event by event, rebuilt from three sources that know nothing of each other:
// the journal (what happened), the log (what was written down) and the ledger (what counts). They
// must agree to the microsecond; a trace that does not add up to the patient's credit is a fault of
// ours (CheckFailed).

#include <optional>
#include <span>
#include <vector>

#include "sim/care/record/journal.hpp"
#include "sim/experiment/scenario.hpp"
#include "sim/experiment/trial.hpp"
#include "sim/rules/ledger.hpp"
#include "sim/telemetry/ports.hpp"

namespace caseload::experiment {

struct TraceInput {
  const Scenario& scenario;
  CalendarMonth month;
  const telemetry::Enrolment& enrolment;  // of this patient
  const PatientMonth& outcome;            // of this patient in this month
  const care::Journal& journal;           // of this patient, the whole run
  std::span<const rules::TimeEntry> log;  // of the whole clinic, the whole run
  std::span<const rules::Visit> visits;   // likewise
};

// One line of the journal. A reading stands where it was taken, a piece of work where it began,
// whenever they were written down.
struct TraceEvent {
  care::JournalLine journal;
  SimTime at, end;                                            // end = at, but of a piece of work
  telemetry::AlertLevel level = telemetry::AlertLevel::None;  // of readings and alerts
  std::optional<rules::CreditLine> credit{};                  // of a logged piece of work
  SimDuration total{};  // credited so far this month, this event included
};

struct TraceLoss {
  rules::NotCounted reason;
  SimDuration duration{};
};

struct PatientTrace {
  PatientId patient{};
  CalendarMonth month;
  telemetry::Enrolment enrolment;
  std::vector<TraceEvent> events;  // of the month, in order of time
  std::size_t events_before = 0;   // of the months before, not kept
  int reading_days = 0;            // days of the month with a reading taken
  PatientMonth outcome;
  std::vector<TraceLoss> losses;  // logged but not credited, by reason, largest first
  SimDuration unlogged{};         // worked in the month, never written down
};

PatientTrace patient_trace(const TraceInput& input);

}  // namespace caseload::experiment
