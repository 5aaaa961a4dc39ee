#pragma once

// What the scenario asks of physicians and nurse practitioners, before anything is simulated: the
// part of RPM that is most easily left out of a plan.

#include "sim/experiment/scenario.hpp"

namespace caseload::experiment {

// Minutes per patient and 30 days.
struct PractitionerTime {
  double decisions = 0;   // that nurses ask for
  double signatures = 0;  // under each month, where that is work
};
PractitionerTime practitioner_time(const Scenario& scenario);

// How many months of patients somebody of the plan can sign by the day on which signatures are due,
// of how many; holidays and dates away are reckoned with, sickness is not. Requires: signatures are
// work.
struct Signatures {
  double possible = 0, owed = 0;
};
Signatures signatures_in_time(const Scenario& scenario, const Plan& plan);

}  // namespace caseload::experiment
