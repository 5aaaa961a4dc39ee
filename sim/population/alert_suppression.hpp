#pragma once

// How many alerts must be asked of the devices so that a wanted number is left for people: no
// device alerts more often than about once a day, so that the patients of whom most were asked
// raise fewer and the others have to make up for it, and the rules may close what somebody knows
// already.
//
// After an alert that people get, a device's next ones are suppressed for `known_for`; then the
// next one is theirs again. With a chance `a` a day and K days, one in every K − ½ + 1/a days is
// theirs: the first day after K comes at the hour of the day before as often as not. Days of one
// patient hang together a little, which this leaves out.

#include "sim/population/parameters.hpp"

namespace caseload::population {

// Of the alerts of readings, per patient and 30 days: as many as `for_people` asks for, or the
// nearest there is. `measuring_days`: with readings, of 30, in the mean.
struct RaisedAlerts {
  double raised = 0;
  double for_people = 0;
};
RaisedAlerts raised_alerts(const PopulationModel& model, double measuring_days, double for_people,
                           SimDuration known_for);

}  // namespace caseload::population
