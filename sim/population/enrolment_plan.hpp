#pragma once

// How large a panel is to be expected, day by day, where it grows or shrinks by a plan; and how
// many offers bring it to a size.
//
// Means only: joiners arrive evenly over the days of a month and stay as the hazard of leaving
// says. Who really joins and leaves is drawn (sim/experiment/grown_panel.hpp).

#include <vector>

#include "sim/base/calendar.hpp"
#include "sim/population/parameters.hpp"

namespace caseload::population {

// Offers of a month: those the model names for it, else those of its last named month before it,
// else `offers_per_month`.
double offers_of(const EnrolmentModel& model, CalendarMonth month);

// From a day on which so many patients are enrolled, with the tenures of a steady panel, and those
// on the way who accepted an offer in the days before.
class ExpectedPanel {
 public:
  ExpectedPanel(const EnrolmentModel& model, double patients, LocalDay on);

  // On the morning of that day, which is not before the first; never above `at_most`.
  double on(LocalDay day);
  // The mean over a month, or what lies of it after the first day.
  double mean_of(CalendarMonth month);

 private:
  void live_until(LocalDay day);

  EnrolmentModel model_;
  double patients_;
  LocalDay first_;
  std::vector<double> joined_;  // by day from `first_`
  std::vector<double> panel_;   // the same
  std::vector<double> stay_;    // share of joiners still there, by days since they joined
  std::vector<double> older_;   // share of the first panel still there, by days since
};

// So many offers a month of mean length that as many patients join as leave a steady panel of this
// size; 0 where nobody accepts.
double offers_that_keep_the_size(const EnrolmentModel& model, int patients);

// The model with its growth written out as offers by month: a steady number up to `grow.by`, at
// whose end the panel is to be expected at `grow.to`; afterwards whatever keeps it there, for two
// years, after which the last month's number stays. Months that `offers_in` names keep theirs.
// Requires: `grow` and `since`.
EnrolmentModel with_growth_written_out(const EnrolmentModel& model, int patients);

}  // namespace caseload::population
