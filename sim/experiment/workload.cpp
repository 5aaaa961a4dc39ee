#include "sim/experiment/workload.hpp"

#include <algorithm>
#include <chrono>

#include "sim/care/calendar/roster.hpp"
#include "sim/experiment/expected_calls.hpp"
#include "sim/experiment/expected_silence.hpp"
#include "sim/experiment/grown_panel.hpp"
#include "sim/experiment/plan_team.hpp"

namespace caseload::experiment {
namespace {

using rules::Activity;

// A month's panel: people, not places. Who joins is owed the month's contacts; who leaves has had
// about half of them.
struct PanelOfMonth {
  double mean = 0;       // enrolled, over its days
  double contacted = 0;  // who are owed a month's contacts
  double joining = 0;
};

PanelOfMonth panel_of(const Scenario& scenario, CalendarMonth month) {
  const population::EnrolmentModel& enrolment = scenario.population.enrolment;
  population::ExpectedPanel panel = expected_panel(scenario, month);
  const double first = panel.on(month.first_day());
  const double last = panel.on(month.end_day());
  PanelOfMonth found{.mean = panel.mean_of(month)};
  found.joining = population::offers_of(enrolment, month) * enrolment.accepted_share;
  const double leaving = std::max(found.joining - (last - first), 0.0);
  found.contacted = first + found.joining - leaving / 2;
  return found;
}

// On dates that the scenario names, or a plan.
bool away(const care::StaffMember& person, LocalDay day) {
  const auto contains = [day](const care::DaySpan& span) { return span.contains(day); };
  return std::ranges::any_of(person.away, contains) || std::ranges::any_of(person.out, contains);
}

double in_hours(SimDuration span) { return to_minutes(span) / 60; }

struct Within {
  SimTime from = SimTime::min(), to = SimTime::max();
};

// Of a shift, on one duty, as far as it lies within.
double hours_on(care::Duty duty, const care::StaffMember& person, const care::Shift& shift,
                const ZoneTable& zone, Within within = {}) {
  double sum = 0;
  for (const care::DutySpan& span : care::duties(person, shift, zone))
    if (span.duty == duty)
      sum += in_hours(std::max(SimDuration{0},
                               std::min(span.to, within.to) - std::max(span.from, within.from)));
  return sum;
}

}  // namespace

Workload estimate_workload(const Scenario& scenario, CalendarMonth month) {
  const care::CareModel& care = scenario.care;
  const population::PopulationModel& population = scenario.population;
  const rules::RuleSet& rules = scenario.rules.for_day(month.end_day() - days{1});
  Workload work;
  const auto add = [&](std::string name, Activity activity, double times, double share = 1,
                       bool may_count = true) {
    const auto index = static_cast<std::size_t>(activity);
    if (times <= 0) return;
    work.sources.push_back({std::move(name), times,
                            care.tasks[index].minutes.mean_minutes() * share,
                            may_count && rules.activity_counts[index]});
  };

  const PanelOfMonth panel = panel_of(scenario, month);
  work.patients = panel.mean;
  work.patient_months = panel.mean * month.length_days() / 30;
  // Of what comes by the calendar month, not by the patient's days.
  const double by_contact = work.patient_months > 0 ? panel.contacted / work.patient_months : 0;
  const double by_practice = work.patient_months > 0 ? 1 / work.patient_months : 0;

  const double alerts = care.alerts.reading_alerts_per_month;
  const double escalated = alerts * care.alerts.escalate_share;
  const double urgent = care.alerts.urgent_share;
  const double alert_calls =
      alerts * (urgent * care.alerts.urgent_call_share + (1 - urgent) * care.alerts.call_share);
  const double silences = expected_silence(scenario, month).lasting;
  const ExpectedCalls calls = expected_calls(scenario, month, alert_calls, silences);

  if (care.plan.review_every_days > 0)
    add("reviews of the care plan", Activity::Review, 30.0 / care.plan.review_every_days);
  add("alerts looked at", Activity::Triage, alerts);
  add("planned check-ins, talking", Activity::CheckIn, calls.check_ins * by_contact);
  add("calls about an alert, talking", Activity::AlertCall, calls.about_alerts);
  add("calls about silence, talking", Activity::Outreach, calls.about_silence);
  add("calls from patients", Activity::InboundCall, care.messages.inbound_per_month);
  add("notes after a check-in", Activity::Note, calls.check_ins * by_contact);
  add("calls nobody answered", Activity::Attempt, calls.unanswered * by_contact);
  add("voicemails left", Activity::Voicemail,
      calls.unanswered * by_contact * population.reach.voicemail_share);
  const double countable_help = care.messages.device_help_countable;
  add("help with devices, clinical", Activity::DeviceHelp, care.messages.device_trouble_per_month,
      countable_help);
  add("help with devices, technical", Activity::DeviceHelp, care.messages.device_trouble_per_month,
      1 - countable_help, false);
  add("escalations prepared", Activity::Escalation, escalated);
  add("decisions by a provider", Activity::Decision, escalated);
  // Minutes of another programme: never towards RPM's 20.
  add("care management (CCM)", Activity::CareManagement,
      population.also.ccm * care.plan.care_management_times, 1, false);
  if (care.sign_off.wanted) add("months signed by a provider", Activity::SignOff, 1);
  add("offers of the programme", Activity::Offer,
      population::offers_of(population.enrolment, month) * by_practice);
  add("set-up of new patients", Activity::SetUp, panel.joining * by_practice);

  for (const WorkSource& source : work.sources) {
    work.minutes_per_patient += source.minutes();
    if (source.counts) work.countable_per_patient += source.minutes();
  }
  work.live_contacts = calls.check_ins * by_contact + calls.about_alerts + calls.about_silence +
                       care.messages.inbound_per_month;
  return work;
}

PersonHours person_hours(const care::StaffMember& person, CalendarMonth month,
                         const ZoneTable& zone, const Holidays& holidays) {
  PersonHours hours;
  const ZoneTable plain = ZoneTable::utc();
  care::StaffMember always = person;
  always.from = always.until = std::nullopt;
  const LocalDay sunday{std::chrono::year{2023} / 1 / 1};
  for (int weekday = 0; weekday < 7; ++weekday) {
    const auto shift = care::shift_on(always, sunday + days{weekday}, plain, {});
    if (!shift) continue;
    hours.scheduled_week += in_hours(shift->to - shift->from);
    hours.breaks_week += hours_on(care::Duty::Break, person, *shift, plain);
    hours.other_week += (person.huddle_minutes + person.in_basket_minutes) / 60.0;
    hours.rpm_week += hours_on(care::Duty::Rpm, person, *shift, plain);
  }
  const Within of_month{zone.midnight(month.first_day()), zone.midnight(month.end_day())};
  for (LocalDay day = month.first_day() - days{1}; day < month.end_day(); day += days{1}) {
    const auto shift = care::shift_on(person, day, zone, holidays);
    if (!shift || away(person, day)) continue;
    const double here = hours_on(care::Duty::Rpm, person, *shift, zone, of_month);
    hours.rpm_month += here;
    hours.done_month += here * care::expected_speed_on(person, day);
  }
  const double present = std::max(0.0, 1 - person.leave_weeks / 52 - person.sick_share);
  hours.rpm_month *= present;
  hours.done_month *= present;
  return hours;
}

double rpm_hours_between(const care::StaffMember& person, LocalDay first, LocalDay end,
                         const ZoneTable& zone, const Holidays& holidays) {
  double sum = 0;
  for (LocalDay day = first; day < end; day += days{1}) {
    const auto shift = care::shift_on(person, day, zone, holidays);
    if (shift && !away(person, day)) sum += hours_on(care::Duty::Rpm, person, *shift, zone);
  }
  return sum;
}

PlanLoad plan_load(const Scenario& scenario, const Plan& plan, CalendarMonth month) {
  PlanLoad load{plan.name, 0, 0};
  for (const care::StaffMember& person : team_of(scenario, plan))
    load.rpm_hours += person_hours(person, month, scenario.zone, scenario.holidays).done_month;
  load.wanted_hours = estimate_workload(scenario, month).hours();
  return load;
}

HeaviestMonth heaviest_month(const Scenario& scenario, const Plan& plan) {
  HeaviestMonth found{scenario.months.front(), plan_load(scenario, plan, scenario.months.front())};
  for (const CalendarMonth month : scenario.months)
    if (const PlanLoad load = plan_load(scenario, plan, month); load.load() > found.load.load())
      found = {month, load};
  return found;
}

}  // namespace caseload::experiment
