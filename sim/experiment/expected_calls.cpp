#include "sim/experiment/expected_calls.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/base/distributions.hpp"
#include "sim/care/calendar/opening_hours.hpp"
#include "sim/experiment/expected_silence.hpp"
#include "sim/population/reach.hpp"

namespace caseload::experiment {
namespace {

// The middle of each of so many equally likely parts of a Beta.
std::vector<double> quantiles(const BetaShape& shape, int parts) {
  std::vector<double> middles;
  for (int part = 0; part < parts; ++part)
    middles.push_back(beta_quantile((part + 0.5) / parts, shape.alpha, shape.beta));
  return middles;
}

// What a call at the best hour still to come that day multiplies the chance to be answered by: mean
// over the hours of the month's first open day.
double best_hour_factor(const Scenario& scenario, const care::OpeningHours& opening,
                        CalendarMonth month) {
  const LocalDay day = opening.open_day_from(month.first_day());
  const auto open = opening.on(day);
  const auto minute_of = [&](SimTime at) {
    return static_cast<int>((scenario.zone.local(at) - LocalTime{day}) / minutes{1});
  };
  const int from = minute_of(open->from);
  const int to = std::max(minute_of(open->to), from + 1);
  double best = 0, sum = 0;
  for (int minute = to - 1; minute >= from; --minute) {
    best = std::max(best, population::hour_factor(scenario.population.reach, minute / 60 % 24));
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

std::vector<Listener> listeners(const population::ReachModel& reach, double hour_factor) {
  constexpr int kPatients = 48, kCaregivers = 4;
  const auto chance = [&](double p) {
    return std::min(p * hour_factor, population::kBestChanceToAnswer);
  };
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
void add(ExpectedCalls& sum, double weight, int contacts, const care::CarePlanModel& plan,
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

ExpectedCalls expected_calls(const Scenario& scenario, CalendarMonth month, double alert_calls,
                             double silences) {
  const care::CarePlanModel& plan = scenario.care.plan;
  const population::ReachModel& reach = scenario.population.reach;
  const care::OpeningHours opening(scenario.staff, scenario.zone, scenario.holidays);
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

}  // namespace caseload::experiment
