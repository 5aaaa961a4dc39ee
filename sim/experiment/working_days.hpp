#pragma once

// On which days the practice works.

#include "sim/experiment/scenario.hpp"

namespace caseload::experiment {

// By the day of the week alone: whoever is employed then, and a holiday or not.
bool somebody_works_on(const Scenario& scenario, LocalDay day);
// Days of the month on which at least one person of the scenario is scheduled and no holiday is
// kept.
int open_days(const Scenario& scenario, CalendarMonth month);

// Days of a month on which the practice is open, by those who are employed then, and the days off
// by holidays that would otherwise be.
struct WorkingDays {
  int open = 0;
  int closed_by_holiday = 0;
};
WorkingDays working_days(const Scenario& scenario, CalendarMonth month);

}  // namespace caseload::experiment
