#pragma once

// One patient's month, line by line: what came in, what people did about it, which minutes were
// credited and why the others were not, and the codes this supports. experiment::patient_trace in
// words.

#include <string>
#include <vector>

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

}  // namespace caseload::reports
