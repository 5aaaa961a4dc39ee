#include "reports/calls_expected.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/base/distributions.hpp"
#include "sim/care/opening_hours.hpp"
#include "sim/population/adherence.hpp"
#include "sim/population/drop_out.hpp"
#include "sim/population/reach.hpp"

namespace caseload::reports {
namespace {

using sim::LocalDay;

// The middle of each of so many equally likely parts of a Beta.
std::vector<double> quantiles(const sim::BetaShape& shape, int parts) {
  std::vector<double> middles;
  for (int part = 0; part < parts; ++part)
    middles.push_back(sim::beta_quantile((part + 0.5) / parts, shape.alpha, shape.beta));
  return middles;
}

// What a call at the best hour still to come that day multiplies the chance to be answered by: mean
// over the hours of the month's first open day.
double best_hour_factor(const sim::Scenario& scenario, const sim::OpeningHours& opening,
                        sim::CalendarMonth month) {
  const LocalDay day = opening.open_day_from(month.first_day());
  const auto open = opening.on(day);
  const auto minute_of = [&](sim::SimTime at) {
    return static_cast<int>((scenario.zone.local(at) - sim::LocalTime{day}) / sim::minutes{1});
  };
  const int from = minute_of(open->from);
  const int to = std::max(minute_of(open->to), from + 1);
  double best = 0, sum = 0;
  for (int minute = to - 1; minute >= from; --minute) {
    best = std::max(best, sim::hour_factor(scenario.population.reach, minute / 60 % 24));
    sum += best;
  }
  return sum / (to - from);
}

// Somebody who answers with the chance `answers`, or else calls back with `calls_back`.
struct Listener {
  double share = 0;  // of patients
  double answers = 0;
  double calls_back = 0;
  bool makes_appointments = true;
  double ends() const { return answers + (1 - answers) * calls_back; }  // the search
};

std::vector<Listener> listeners(const sim::ReachModel& reach, double hour_factor) {
  constexpr int kPatients = 48, kCaregivers = 4;
  const auto chance = [&](double p) { return std::min(p * hour_factor, sim::kBestChanceToAnswer); };
  const double calls_back = reach.voicemail_share * reach.call_back_share;
  std::vector<Listener> all;
  const auto add = [&](double share, double own, bool ever) {
    const double back = ever ? calls_back : 0;
    all.push_back({share * (1 - reach.caregiver_share), own, back, ever});
    for (const double caregiver : quantiles(reach.answers, kCaregivers))
      all.push_back({share * reach.caregiver_share / kCaregivers,
                     1 - (1 - own) * (1 - chance(caregiver)), back, ever});
  };
  add(reach.never_share, 0, false);
  for (const double own : quantiles(reach.answers, kPatients))
    add((1 - reach.never_share) / kPatients, chance(own), true);
  return all;
}

// Calls until so many things have been talked over, or `most` calls have been made: Σ over calls of
// the chance that fewer have succeeded before.
double calls_placed(int to_talk_over, int most, double success) {
  if (to_talk_over <= 0) return 0;
  double placed = 0;
  std::vector<double> succeeded(static_cast<std::size_t>(to_talk_over), 0.0);  // fewer than that
  succeeded[0] = 1;
  for (int call = 0; call < most; ++call) {
    for (const double chance : succeeded) placed += chance;
    for (std::size_t i = succeeded.size() - 1; i > 0; --i)
      succeeded[i] = succeeded[i] * (1 - success) + succeeded[i - 1] * success;
    succeeded[0] *= 1 - success;
  }
  return placed;
}

double binomial(int n, int k, double p) {
  double chance = 1;
  for (int i = 0; i < k; ++i) chance *= p * (n - i) / (i + 1);
  return chance * std::pow(1 - p, n - k);
}

// Alert calls of a patient in a month: Poisson with a gamma rate, since alerts concentrate in few.
std::vector<double> alert_calls_of_a_patient(double mean, double frailty_shape) {
  constexpr int kMost = 12;
  std::vector<double> chances;
  const double p = mean / (mean + frailty_shape);
  double chance = std::pow(1 - p, frailty_shape);
  for (int k = 0; k <= kMost; ++k) {
    chances.push_back(chance);
    chance *= (frailty_shape + k) / (k + 1) * p;
  }
  return chances;
}

// Adds what a patient with so many planned contacts comes to, with this weight.
void add(ExpectedCalls& sum, double weight, int contacts, const sim::CarePlanModel& plan,
         const Listener& who, const std::vector<double>& alert_calls) {
  const double asked = who.makes_appointments ? plan.by_appointment_share : 0;
  const double kept = asked * plan.appointment_kept_share;
  sum.check_ins += weight * contacts * kept;
  sum.unanswered += weight * contacts * (asked - kept);
  for (int by_phone = 0; by_phone <= contacts; ++by_phone) {
    const double chance = binomial(contacts, by_phone, 1 - kept);
    const int left = std::max(plan.attempts_per_month - (contacts - by_phone), 0);
    for (std::size_t calls = 0; calls < alert_calls.size(); ++calls) {
      const int all = by_phone + static_cast<int>(calls);
      if (all == 0) continue;
      const double here = weight * chance * alert_calls[calls];
      const double placed = here * calls_placed(all, left, who.ends());
      const double talks = placed * who.ends();
      sum.check_ins += talks * by_phone / all;
      sum.about_alerts += talks * static_cast<double>(calls) / all;
      sum.unanswered += placed * (1 - who.answers);
    }
  }
}

}  // namespace

ExpectedCalls expected_calls(const sim::Scenario& scenario, sim::CalendarMonth month,
                             double alert_calls, double silences) {
  const sim::CarePlanModel& plan = scenario.care.plan;
  const sim::ReachModel& reach = scenario.population.reach;
  const sim::OpeningHours opening(scenario.staff, scenario.zone, scenario.holidays);
  const std::vector<Listener> patients =
      listeners(reach, best_hour_factor(scenario, opening, month));
  const std::vector<double> calls_of_a_patient =
      alert_calls_of_a_patient(alert_calls, scenario.population.alert_frailty_shape);
  const double over = silences > 0 ? expected_silence(scenario, month).over_by_next_attempt : 0;

  ExpectedCalls sum;
  for (const Listener& who : patients) {
    add(sum, who.share * (1 - plan.high_acuity_share), plan.contacts_low, plan, who,
        calls_of_a_patient);
    add(sum, who.share * plan.high_acuity_share, plan.contacts_high, plan, who, calls_of_a_patient);
    double still_to_call = who.share * silences;
    for (int attempt = 0; attempt < plan.attempts_per_month; ++attempt) {
      sum.about_silence += still_to_call * who.ends();
      sum.unanswered += still_to_call * (1 - who.answers);
      still_to_call *= (1 - who.ends()) * (1 - over);
    }
  }
  return sum;
}

// A silence begins after a day with a reading, when none comes for `silence_after`, or with a gap
// that long; there is at most one alert in each block of `silence_repeat`. It is over when a
// reading comes in before somebody is there to call: on the day of the alert, or until the next
// open day.
ExpectedSilence expected_silence(const sim::Scenario& scenario, sim::CalendarMonth month) {
  const sim::AlertModel& alerts = scenario.care.alerts;
  const sim::PopulationModel& population = scenario.population;
  const sim::AdherenceModel& adherence = population.adherence;
  if (alerts.silence_after == sim::SimDuration{}) return {};
  const double quiet_days = sim::to_minutes(alerts.silence_after) / (24 * 60);
  const double block = sim::to_minutes(alerts.silence_repeat) / (24 * 60);
  const double before_last = std::max(0.0, quiet_days - 1);
  const double outside_gaps = 1 - sim::GapProcess::from(adherence).stationary();

  // Days from an alert to the next open day: 0 on an open day.
  const sim::OpeningHours opening(scenario.staff, scenario.zone, scenario.holidays);
  std::vector<int> waits;
  for (LocalDay day = month.first_day(); day < month.end_day(); day += sim::days{1})
    waits.push_back(static_cast<int>((opening.open_day_from(day) - day).count()));
  const auto lasts = [&waits](double stays_silent, int more) {
    double sum = 0;
    for (const int wait : waits) sum += std::pow(stays_silent, wait + more);
    return sum / static_cast<double>(waits.size());
  };
  const double gap_goes_on = 1 - 1 / adherence.gap_mean_days;
  const double long_gap = std::pow(gap_goes_on, before_last);
  const double gap_lasts = lasts(gap_goes_on, 1);

  constexpr int kPatients = 48, kTenures = 4;
  ExpectedSilence mean;
  double over = 0;
  for (const double own : quantiles(adherence.daily, kPatients))
    for (int tenure = 0; tenure < kTenures; ++tenure) {
      const int tenure_days = static_cast<int>(
          sim::stationary_tenure_days(population.enrolment, (tenure + 0.5) / kTenures));
      const double measures = sim::chance_to_measure(adherence, own, tenure_days);
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

}  // namespace caseload::reports
