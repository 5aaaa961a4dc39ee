#pragma once

// What the clinic does: the care plan, alerts, messages, tasks, logging, policy and costs.

#include "scenarios/fields/scenario_file.hpp"

namespace caseload::scenarios {

Value<CarePlanFile> care_plan_fields();
Value<AlertsFile> alert_fields();
Value<care::MessageModel> message_fields();
Value<care::TaskTable> task_fields();
Value<care::LoggingModel> logging_fields();
Value<care::InterpreterModel> interpreter_fields();
Value<care::PolicyChoice> policy_fields();
Value<care::SignOffModel> sign_off_fields();
Value<care::Economics> cost_fields();

}  // namespace caseload::scenarios
