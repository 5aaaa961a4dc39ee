#pragma once

// The end of the month: from the clinic's log and readings to claims, patient by patient.

#include <vector>

#include "sim/care/clinic.hpp"
#include "sim/experiment/trial.hpp"

namespace caseload::sim {

// Everybody enrolled on any day of the month, by id.
std::vector<PatientMonth> settle(const Clinic& clinic, const Scenario& scenario,
                                 CalendarMonth month);

}  // namespace caseload::sim
