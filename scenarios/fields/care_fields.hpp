#pragma once

// What the clinic does: the care plan, alerts, messages, tasks, logging, policy and costs.

#include "scenarios/fields/scenario_file.hpp"

namespace caseload::scenarios {

Value<CarePlanFile> care_plan_fields();
Value<AlertsFile> alert_fields();
Value<sim::MessageModel> message_fields();
Value<sim::TaskTable> task_fields();
Value<sim::LoggingModel> logging_fields();
Value<sim::InterpreterModel> interpreter_fields();
Value<sim::PolicyChoice> policy_fields();
Value<sim::SignOffModel> sign_off_fields();
Value<sim::Economics> cost_fields();

}  // namespace caseload::scenarios
