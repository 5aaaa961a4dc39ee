#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenarios/load/assemble.hpp"
#include "sim/population/adherence.hpp"
#include "sim/population/closing.hpp"
#include "sim/population/drop_out.hpp"

namespace caseload::scenarios {
namespace {

using sim::Activity;

sim::TaskSettings& settings(sim::TaskTable& tasks, Activity activity) {
  return tasks[static_cast<std::size_t>(activity)];
}

// Work that follows from other work is done by whoever did that.
void give_roles_to_what_follows(sim::TaskTable& tasks) {
  constexpr std::array kCalls{Activity::CheckIn, Activity::AlertCall, Activity::Outreach,
                              Activity::InboundCall};
  std::vector<sim::Role> callers;
  for (const Activity call : kCalls)
    for (const sim::Role role : settings(tasks, call).roles)
      if (std::ranges::find(callers, role) == callers.end()) callers.push_back(role);
  for (const Activity follows : {Activity::Note, Activity::Attempt, Activity::Voicemail})
    settings(tasks, follows).roles = callers;
  settings(tasks, Activity::Escalation).roles = settings(tasks, Activity::Triage).roles;
}

// After every alert for people there is a pause; there is a limit to how many of them there can be.
void check_closing(const Located<double>& handled, Diagnostics& diagnostics,
                   const sim::Scenario& scenario) {
  const sim::AlertModel& alerts = scenario.care.alerts;
  const sim::PopulationModel& population = scenario.population;
  const double measuring_days =
      sim::kDaysPerMonth * sim::measuring_share(population.adherence, population.enrolment);
  const double reached = sim::raised_alerts(population, measuring_days,
                                            alerts.reading_alerts_per_month, alerts.known_for)
                             .for_people;
  if (reached < 0.99 * alerts.reading_alerts_per_month)
    diagnostics.error(
        handled.place, handled.path,
        fmt::format("{} cannot be left for people, silences included, when known_for "
                    "closes what follows; expected at most {:.1f}",
                    handled.value, handled.value - alerts.reading_alerts_per_month + reached));
}

}  // namespace

void assemble_care(const ScenarioFile& file, Diagnostics& diagnostics, sim::Scenario& scenario) {
  sim::CareModel& care = scenario.care;
  care.tasks = file.tasks;
  settings(care.tasks, Activity::Review).minutes = file.care_plan.review_minutes;
  give_roles_to_what_follows(care.tasks);
  care.plan = file.care_plan.model;
  care.alerts = file.alerts.model;
  care.messages = file.messages;
  care.logging = file.logging;
  care.interpreter = file.interpreter;
  care.policy = file.policy;
  care.sign_off = file.sign_off;
  care.urgent_target = file.urgent_target;
  care.routine_target = file.routine_target;
  scenario.economics = file.costs;

  const Located<double>& handled = file.alerts.handled_per_patient_month;
  const double from_readings = handled.value - file.alerts.silence_per_patient_month;
  if (from_readings < 0 && !diagnostics.any_under("alerts"))
    diagnostics.error(
        handled.place, handled.path,
        fmt::format("{} is less than silence_per_patient_month, {}, which is part of it",
                    handled.value, file.alerts.silence_per_patient_month));
  care.alerts.reading_alerts_per_month = std::max(from_readings, 0.0);
  if (!diagnostics.any_under("alerts") && !diagnostics.any_under("panel"))
    check_closing(handled, diagnostics, scenario);
}

}  // namespace caseload::scenarios
