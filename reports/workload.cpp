#include "reports/workload.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "sim/base/distributions.hpp"

namespace caseload::reports {
namespace {

using sim::Activity;

// What one sought conversation comes to on average.
struct Seeking {
  double reached = 0;  // share that ends in a conversation
  double failed = 0;   // unanswered calls
};

// Calls on separate days until somebody answers, at most `attempts`. A patient's own chance is Beta
// distributed; its mean over the panel is taken at 64 equally likely patients.
Seeking seek_by_telephone(const sim::ReachModel& reach, int attempts) {
  constexpr int kPatients = 64;
  Seeking mean;
  for (int patient = 0; patient < kPatients; ++patient) {
    const double chance =
        sim::beta_quantile((patient + 0.5) / kPatients, reach.answers.alpha, reach.answers.beta);
    const double never = std::pow(1 - chance, attempts);
    mean.reached += (1 - never) / kPatients;
    // Attempts are (1 − never) / chance on average, of which the answered one did not fail.
    mean.failed += ((1 - never) / std::max(chance, 1e-9) - (1 - never)) / kPatients;
  }
  mean.reached *= 1 - reach.never_share;
  mean.failed = mean.failed * (1 - reach.never_share) + attempts * reach.never_share;
  return mean;
}

Seeking seek_check_in(const sim::CarePlanModel& plan, const Seeking& by_telephone) {
  const double kept = plan.by_appointment_share * plan.appointment_kept_share;
  return {kept + (1 - kept) * by_telephone.reached, (1 - kept) * by_telephone.failed};
}

// Silences per 30 days: a day with a reading, then none for `silence_after`, or the beginning of a
// gap that long; at most one alert per `silence_repeat` (a renewal process with that dead time). On
// the last of those days a reading comes too late in half of the cases: 48 hours after 07:20 is
// 07:20.
double silences(const sim::Scenario& scenario) {
  const sim::AlertModel& alerts = scenario.care.alerts;
  const sim::AdherenceModel& adherence = scenario.population.adherence;
  if (alerts.silence_after == sim::SimDuration{}) return 0;
  const double quiet_days = sim::to_minutes(alerts.silence_after) / (24 * 60);
  const double repeat_days = sim::to_minutes(alerts.silence_repeat) / (24 * 60);
  const double before_last = std::max(0.0, quiet_days - 1);
  const double long_gap = std::pow(1 - 1 / adherence.gap_mean_days, before_last);

  constexpr int kPatients = 64;
  double mean = 0;
  for (int patient = 0; patient < kPatients; ++patient) {
    const double measures = sim::beta_quantile((patient + 0.5) / kPatients, adherence.daily.alpha,
                                               adherence.daily.beta);
    const double a_day = measures * std::pow(1 - measures, before_last) * (1 - measures / 2) +
                         adherence.gaps_per_month / 30 * long_gap;
    mean += 30 * a_day / (1 + a_day * repeat_days) / kPatients;
  }
  return mean;
}

}  // namespace

Workload estimate_workload(const sim::Scenario& scenario, sim::CalendarMonth month) {
  const sim::CareModel& care = scenario.care;
  const sim::PopulationModel& population = scenario.population;
  const sim::RuleSet& rules = scenario.rules.for_day(month.end_day() - sim::days{1});
  Workload work;
  const auto add = [&](std::string name, Activity activity, double times, double share = 1,
                       bool may_count = true) {
    const auto index = static_cast<std::size_t>(activity);
    if (times <= 0) return;
    work.sources.push_back({std::move(name), times,
                            care.tasks[index].minutes.mean_minutes() * share,
                            may_count && rules.activity_counts[index]});
  };

  const double high = care.plan.high_acuity_share;
  const double contacts = (1 - high) * care.plan.contacts_low + high * care.plan.contacts_high;
  const double alerts = care.alerts.reading_alerts_per_month;
  const double quiet = silences(scenario);
  const double escalated = alerts * care.alerts.escalate_share;
  const double urgent = care.alerts.urgent_share;
  const double alert_calls =
      alerts * (urgent * care.alerts.urgent_call_share + (1 - urgent) * care.alerts.call_share);

  const Seeking telephone = seek_by_telephone(population.reach, care.plan.attempts_per_month);
  const Seeking check_in = seek_check_in(care.plan, telephone);
  const double failed = contacts * check_in.failed + (alert_calls + quiet) * telephone.failed;
  const double talks = contacts * check_in.reached + (alert_calls + quiet) * telephone.reached;

  if (care.plan.review_every_days > 0)
    add("reviews of the care plan", Activity::Review, 30.0 / care.plan.review_every_days);
  add("alerts looked at", Activity::Triage, alerts);
  add("planned check-ins, talking", Activity::CheckIn, contacts * check_in.reached);
  add("calls about an alert, talking", Activity::AlertCall, alert_calls * telephone.reached);
  add("calls about silence, talking", Activity::Outreach, quiet * telephone.reached);
  add("calls from patients", Activity::InboundCall, care.messages.inbound_per_month);
  add("notes after a check-in", Activity::Note, contacts * check_in.reached);
  add("calls nobody answered", Activity::Attempt, failed);
  add("voicemails left", Activity::Voicemail, failed * population.reach.voicemail_share);
  const double countable_help = care.messages.device_help_countable;
  add("help with devices, clinical", Activity::DeviceHelp, care.messages.device_trouble_per_month,
      countable_help);
  add("help with devices, technical", Activity::DeviceHelp, care.messages.device_trouble_per_month,
      1 - countable_help, false);
  add("escalations prepared", Activity::Escalation, escalated);
  add("decisions by a provider", Activity::Decision, escalated);
  const double offers = population.enrolment.offers_per_month / population.patients;
  add("offers of the programme", Activity::Offer, offers);
  add("set-up of new patients", Activity::SetUp, offers * population.enrolment.accepted_share);

  for (const WorkSource& source : work.sources) {
    work.minutes_per_patient += source.minutes();
    if (source.counts) work.countable_per_patient += source.minutes();
  }
  work.live_contacts = talks + care.messages.inbound_per_month;
  return work;
}

PersonHours person_hours(const sim::StaffMember& person, sim::CalendarMonth month,
                         const sim::Holidays& holidays) {
  PersonHours hours;
  std::array<double, 7> rpm_on{};
  for (std::size_t weekday = 0; weekday < 7; ++weekday) {
    if (!person.hours[weekday]) continue;
    const sim::ClockSpan shift = *person.hours[weekday];
    const double scheduled = (shift.to_minute - shift.from_minute) / 60.0;
    double breaks = 0;
    for (const sim::ClockSpan& pause : person.breaks)
      breaks += std::max(0, std::min(pause.to_minute, shift.to_minute) -
                                std::max(pause.from_minute, shift.from_minute)) /
                60.0;
    const double other = (person.huddle_minutes + person.in_basket_minutes) / 60.0;
    rpm_on[weekday] = std::max(0.0, scheduled - breaks - other) * person.rpm_share_of(weekday);
    hours.scheduled_week += scheduled;
    hours.breaks_week += breaks;
    hours.other_week += other;
    hours.rpm_week += rpm_on[weekday];
  }
  for (sim::LocalDay day = month.first_day(); day < month.end_day(); day += sim::days{1})
    if (!holidays.contains(day) && person.employed_on(day))
      hours.rpm_month += rpm_on[std::chrono::weekday{day}.c_encoding()];
  hours.rpm_month *= std::max(0.0, 1 - person.leave_weeks / 52 - person.sick_share);
  return hours;
}

PlanLoad plan_load(const sim::Scenario& scenario, const sim::Plan& plan, sim::CalendarMonth month) {
  PlanLoad load{plan.name, 0, 0};
  for (const std::size_t index : plan.staff) {
    const sim::StaffMember& person = scenario.staff[index];
    load.rpm_hours += person_hours(person, month, scenario.holidays).rpm_month * person.speed;
  }
  load.wanted_hours = estimate_workload(scenario, month).minutes_per_patient / 60 *
                      scenario.population.patients * month.length_days() / 30;
  return load;
}

int open_days(const sim::Scenario& scenario, sim::CalendarMonth month) {
  int count = 0;
  for (sim::LocalDay day = month.first_day(); day < month.end_day(); day += sim::days{1}) {
    const unsigned weekday = std::chrono::weekday{day}.c_encoding();
    const bool somebody = std::ranges::any_of(scenario.staff, [&](const sim::StaffMember& person) {
      return person.hours[weekday].has_value();
    });
    if (somebody && !scenario.holidays.contains(day)) ++count;
  }
  return count;
}

}  // namespace caseload::reports
