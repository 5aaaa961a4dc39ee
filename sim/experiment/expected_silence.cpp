#include "sim/experiment/expected_silence.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/base/distributions.hpp"
#include "sim/care/calendar/opening_hours.hpp"
#include "sim/population/adherence.hpp"
#include "sim/population/drop_out.hpp"

namespace caseload::experiment {

// A silence begins after a day with a reading, when none comes for `silence_after`, or with a gap
// that long; there is at most one alert in each block of `silence_repeat`. It is over when a
// reading comes in before somebody is there to call: on the day of the alert, or until the next
// open day.
ExpectedSilence expected_silence(const Scenario& scenario, CalendarMonth month) {
  const care::AlertModel& alerts = scenario.care.alerts;
  const population::PopulationModel& population = scenario.population;
  const population::AdherenceModel& adherence = population.adherence;
  if (alerts.silence_after == SimDuration{}) return {};
  const double quiet_days = to_minutes(alerts.silence_after) / (24 * 60);
  const double block = to_minutes(alerts.silence_repeat) / (24 * 60);
  const double before_last = std::max(0.0, quiet_days - 1);
  const double outside_gaps = 1 - population::GapProcess::from(adherence).stationary();

  // Days from an alert to the next open day: 0 on an open day.
  const care::OpeningHours opening(scenario.staff, scenario.zone, scenario.holidays);
  std::vector<int> waits;
  for (LocalDay day = month.first_day(); day < month.end_day(); day += days{1})
    waits.push_back(static_cast<int>((opening.open_day_from(day) - day).count()));
  const auto lasts = [&waits](double stays_silent, int more) {
    double sum = 0;
    for (const int wait : waits) sum += std::pow(stays_silent, wait + more);
    return sum / static_cast<double>(waits.size());
  };
  const double gap_goes_on = 1 - 1 / adherence.gap_mean_days;
  const double long_gap = std::pow(gap_goes_on, before_last);
  const double gap_lasts = lasts(gap_goes_on, 1);

  const double arrives = population::arriving_share_of_days(population);
  constexpr int kPatients = 48, kTenures = 4;
  ExpectedSilence mean;
  double over = 0;
  for (int part = 0; part < kPatients; ++part)
    for (int tenure = 0; tenure < kTenures; ++tenure) {
      const int tenure_days = static_cast<int>(
          population::stationary_tenure_days(population.enrolment, (tenure + 0.5) / kTenures));
      const double own =
          beta_quantile((part + 0.5) / kPatients, adherence.daily.alpha, adherence.daily.beta);
      const double measures = arrives * chance_to_measure(adherence, own, tenure_days);
      const double skips = 1 - measures;
      // Every other time a reading of the last day would have come before the alert.
      const double forgot =
          outside_gaps * measures * std::pow(skips, before_last) * (1 - measures / 2);
      const double gap = adherence.gaps_per_month / 30 * measures * long_gap;
      const double a_day = forgot + gap;
      if (a_day <= 0) continue;
      const double raised =
          block > 0 ? 30 / block * -std::expm1(block * std::log1p(-std::min(a_day, 0.999)))
                    : 30 * a_day;
      const double forgot_lasts = lasts(skips, 1) / (1 - measures / 2);
      const double lasting =
          raised * (forgot * forgot_lasts + gap * gap_lasts) / a_day / (kPatients * kTenures);
      mean.lasting += lasting;
      const double over_if_forgot = 1 - lasts(skips, 1);
      const double over_if_gap = (1 - gap_goes_on) * measures;
      over += lasting * (forgot * forgot_lasts * over_if_forgot + gap * gap_lasts * over_if_gap) /
              (forgot * forgot_lasts + gap * gap_lasts);
    }
  if (mean.lasting > 0) mean.over_by_next_attempt = over / mean.lasting;
  return mean;
}

}  // namespace caseload::experiment
