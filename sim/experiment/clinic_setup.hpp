#pragma once

// A scenario's clinic under one plan, ready to run.

#include "sim/care/clinic.hpp"
#include "sim/experiment/scenario.hpp"

namespace caseload::sim {

ClinicTraits clinic_traits(const CareModel& care);

// Everything referred to must outlive the clinic.
ClinicSetup clinic_setup(const Scenario& scenario, const Cohort& cohort, const Plan& plan,
                         CalendarMonth month, SimTime start, const RandomKey& random, ReadingSink& sink,
                         AlertSource& source);

}  // namespace caseload::sim
