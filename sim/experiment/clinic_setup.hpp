#pragma once

// A scenario's clinic under one plan, ready to run.

#include "sim/care/clinic.hpp"
#include "sim/experiment/scenario.hpp"

namespace caseload::experiment {

population::ClinicTraits clinic_traits(const care::CareModel& care);

// Everything referred to must outlive the clinic.
care::ClinicSetup clinic_setup(const Scenario& scenario, const population::Cohort& cohort,
                               const Plan& plan, CalendarMonth month, SimTime start,
                               const RandomKey& random, telemetry::ReadingSink& sink,
                               telemetry::AlertSource& source);

}  // namespace caseload::experiment
