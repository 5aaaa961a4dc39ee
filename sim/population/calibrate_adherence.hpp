#pragma once

// Which Beta gives a panel that reaches 16 days of 30 as often as wanted?
//
// Computed, not simulated: for each p the distribution of measuring days over a device period is a
// small dynamic programme over days and gap state; p is integrated over the Beta, and the periods
// over the tenure of a stationary panel. The published spread of adherence already contains the
// silences, so gaps and drift must be part of what is fitted.

#include "sim/population/parameters.hpp"

namespace caseload::population {

// Shares of device periods completed in a stationary panel: with readings on at least 16, and on at
// least 2, of the 30 days.
struct AdherenceTargets {
  double days16 = 0;
  double days2 = 0;
};

struct CalibratedAdherence {
  AdherenceModel model;  // the shape given, with the Beta found
  AdherenceTargets
      reached;  // days16 as wanted where gaps and drift allow it; days2 as near as possible
};

// `shape` gives gaps and drift; its Beta is ignored. `arrives`: of days on which somebody measures,
// the share of which a reading arrives (arriving_share_of_days). Takes some milliseconds.
CalibratedAdherence calibrate_adherence(const AdherenceTargets& targets,
                                        const AdherenceModel& shape,
                                        const EnrolmentModel& enrolment, double arrives = 1);

// The shares that a model reaches.
AdherenceTargets device_day_shares(const AdherenceModel& model, const EnrolmentModel& enrolment,
                                   double arrives = 1);

}  // namespace caseload::population
