#pragma once

// The panel with which a month's simulation begins, where the scenario says when it had so many
// patients (panel.enrolment.since): everybody who was there then, and whoever has joined since,
// less those who have left. Nobody's work has a part in it: offers are made on the day for which
// they are planned, and an accepted one is monitored ship_days later.

#include <vector>

#include "sim/care/calendar/opening_hours.hpp"
#include "sim/experiment/scenario.hpp"
#include "sim/population/enrolment_plan.hpp"
#include "sim/population/panel.hpp"

namespace caseload::experiment {

// On the morning of `day`. By id from 0 on, the first panel's patients before the joiners.
// Requires: model().enrolment.since, whose first day is not after `day`.
std::vector<population::PanelMember> grow_panel(const population::Cohort& cohort,
                                                const care::OpeningHours& opening,
                                                const RandomKey& random, LocalDay day);

// Whether the panel of that day is the one of `since`, grown; else it is drawn for the day.
bool grows_before(const Scenario& scenario, LocalDay day);

// The size to be expected in a month's simulation, from its start or from `since` on.
population::ExpectedPanel expected_panel(const Scenario& scenario, CalendarMonth month);

}  // namespace caseload::experiment
