#pragma once

// Whether the months simulated before the observed one were enough for the clinic to settle.
//
// A clinic begins with nothing on its worklist. What is open at the end of each open day, averaged
// over replications, climbs from there to what is usual for it, and the observed month means
// something only from then on. Contacts fall due early in each month and lapse at its end, so what
// is looked at is the mean over a month of open days, day after day.

#include <optional>

#include "sim/experiment/runner.hpp"

namespace caseload::experiment {

// Open work at the end of an open day.
struct NotSettled {
  double before = 0;    // mean over the month before the observed one, or what there was of it
  double observed = 0;  // over the observed one: more than a tenth more
};

// Of one plan and month (places as in the experiment); nothing where the clinic has settled: MSER-5
// finds no later start than the run's own (sim/statistics/mser.hpp), or the difference is small.
// Nothing either where the panel itself grows or shrinks, since work then follows it.
std::optional<NotSettled> not_settled(const Scenario& scenario, const Experiment& experiment,
                                      std::size_t plan, std::size_t month);

}  // namespace caseload::experiment
