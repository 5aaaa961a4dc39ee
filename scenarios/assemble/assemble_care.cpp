#include <algorithm>
#include <array>

#include "scenarios/assemble/assemble.hpp"

namespace caseload::scenarios {
namespace {

using rules::Activity;

care::TaskSettings& settings(care::TaskTable& tasks, Activity activity) {
  return tasks[static_cast<std::size_t>(activity)];
}

// Work that follows from other work is done by whoever did that.
void give_roles_to_what_follows(care::TaskTable& tasks) {
  std::vector<rules::Role> callers;
  for (const rules::ActivityKind& kind : rules::kActivityTable) {
    if (!rules::is_call(kind.activity)) continue;
    for (const rules::Role role : settings(tasks, kind.activity).roles)
      if (std::ranges::find(callers, role) == callers.end()) callers.push_back(role);
  }
  for (const Activity follows : {Activity::Note, Activity::Attempt, Activity::Voicemail})
    settings(tasks, follows).roles = callers;
  settings(tasks, Activity::Escalation).roles = settings(tasks, Activity::Triage).roles;
}

}  // namespace

void assemble_care(const ScenarioFile& file, experiment::Scenario& scenario) {
  care::CareModel& care = scenario.care;
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
  // Until it is known how many of them are silences (assemble_alerts).
  care.alerts.reading_alerts_per_month = file.alerts.handled_per_patient_month.value;
}

}  // namespace caseload::scenarios
