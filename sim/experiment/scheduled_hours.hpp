#pragma once

// In which hours of the week anybody of a plan is scheduled: a share of the time present says
// something there, and nowhere else. Outside them there is only work that ran over, and calls at
// night, and both are work all of the time.

#include <bitset>

#include "sim/experiment/scenario.hpp"

namespace caseload::experiment {

// By weekday · 24 + hour, Sunday 0, on the local clock: whether somebody's hours reach into it who
// is employed on any day of the month and has time for RPM on that weekday.
std::bitset<7 * 24> scheduled_hours(const Scenario& scenario, const Plan& plan,
                                    CalendarMonth month);

}  // namespace caseload::experiment
