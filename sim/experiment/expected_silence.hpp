#pragma once

// How often patients fall silent for so long that somebody is to call: computed before anything is
// simulated.

#include "sim/experiment/scenario.hpp"

namespace caseload::experiment {

// Silences per patient and 30 days that last until somebody can take up the call, and of what is
// called about the share that is over before a further attempt on the next open day.
struct ExpectedSilence {
  double lasting = 0;
  double over_by_next_attempt = 0;
};
// Over the open days of that month. Requires: the scenario's people, so that it opens.
ExpectedSilence expected_silence(const Scenario& scenario, CalendarMonth month);

}  // namespace caseload::experiment
