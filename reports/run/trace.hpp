#pragma once

// One patient's month, line by line: what came in, what people did about it, which minutes were
// credited and why the others were not, and the codes this supports. experiment::patient_trace in
// words.

#include <string>
#include <vector>

#include "sim/base/result.hpp"
#include "sim/experiment/detailed_trial.hpp"
#include "sim/experiment/patient_trace.hpp"

namespace caseload::reports {

struct TraceLine {
  experiment::TraceEvent event;
  std::string what;  // reading, alert, check-in call, …
  std::string who;   // a person's name; empty: nobody
  std::string text;
  bool of_the_day = false;  // says something about the day, not about an instant
};

struct Trace {
  experiment::PatientTrace told;
  std::vector<TraceLine> lines;  // one for each event
};

Trace trace(const experiment::TraceInput& input);

// Of a patient whom the trial followed (experiment::run_in_detail). Refused, as --trace, where the
// patient has nothing in this month.
Result<Trace> trace_of(PatientId patient, CalendarMonth month, const experiment::Scenario& scenario,
                       const experiment::DetailedTrial& trial);

}  // namespace caseload::reports
