#include "sim/experiment/practitioner_time.hpp"

#include <vector>

#include "sim/care/calendar/roster.hpp"
#include "sim/experiment/grown_panel.hpp"
#include "sim/experiment/plan_team.hpp"
#include "sim/experiment/workload.hpp"

namespace caseload::experiment {
namespace {

double mean_minutes(const Scenario& scenario, rules::Activity activity) {
  return scenario.care.tasks[static_cast<std::size_t>(activity)].minutes.mean_minutes();
}

}  // namespace

PractitionerTime practitioner_time(const Scenario& scenario) {
  const care::AlertModel& alerts = scenario.care.alerts;
  return {.decisions = alerts.reading_alerts_per_month * alerts.escalate_share *
                       mean_minutes(scenario, rules::Activity::Decision),
          .signatures =
              scenario.care.sign_off.wanted ? mean_minutes(scenario, rules::Activity::SignOff) : 0};
}

Signatures signatures_in_time(const Scenario& scenario, const Plan& plan) {
  const std::vector<rules::Role>& roles =
      scenario.care.tasks[static_cast<std::size_t>(rules::Activity::SignOff)].roles;
  const CalendarMonth month = scenario.months.front();
  const LocalDay due = month.end_day() + days{scenario.care.sign_off.by_day};
  double hours = 0;
  for (const care::StaffMember& person : team_of(scenario, plan))
    if (care::may_do(person, rules::Activity::SignOff, roles))
      hours += rpm_hours_between(person, month.end_day(), due, scenario.zone, scenario.holidays) *
               care::expected_speed_on(person, month.end_day());
  const double owed = expected_panel(scenario, month).on(month.end_day());
  return {.possible = hours * 60 / mean_minutes(scenario, rules::Activity::SignOff), .owed = owed};
}

}  // namespace caseload::experiment
