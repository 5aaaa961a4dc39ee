#pragma once

// How many calls a month is to be expected to hold for a patient, and how they end: an analytic
// model, part of the workload that is known before anything is simulated (workload.hpp).
//
// Means over patients who differ in how often they answer. Calls are made on separate days, at the
// best hour that is still to come, until somebody answers or the month's attempts are used up;
// whether there is staff for them makes no difference here.

#include "sim/experiment/scenario.hpp"

namespace caseload::experiment {

// Per patient and month.
struct ExpectedCalls {
  double check_ins = 0;      // planned conversations
  double about_alerts = 0;   // conversations
  double about_silence = 0;  // conversations
  double unanswered = 0;     // calls in vain
};

// `alert_calls`: alerts a month that ask for a call; `silences`: those that last until somebody can
// take up the call.
ExpectedCalls expected_calls(const Scenario& scenario, CalendarMonth month, double alert_calls,
                             double silences);

}  // namespace caseload::experiment
