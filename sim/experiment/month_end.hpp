#pragma once

// The end of the month: from the clinic's log and readings to claims, patient by patient.

#include <functional>

#include "sim/care/clinic.hpp"
#include "sim/experiment/trial.hpp"

namespace caseload::experiment {

// Hands on everybody enrolled on any day of the month or with a device period that ended in it, by
// id, one at a time: the claims of a large panel with their reasons are never all in memory unless
// somebody keeps them.
void bill_patients(const care::Clinic& clinic, const Scenario& scenario, CalendarMonth month,
                   const std::function<void(PatientMonth)>& take);

}  // namespace caseload::experiment
