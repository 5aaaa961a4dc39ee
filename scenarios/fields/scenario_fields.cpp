#include "scenarios/fields/scenario_fields.hpp"

#include "scenarios/fields/care_fields.hpp"
#include "scenarios/fields/device_fields.hpp"
#include "scenarios/fields/panel_fields.hpp"
#include "scenarios/fields/payment_fields.hpp"
#include "scenarios/fields/staff_fields.hpp"
#include "scenarios/schema/object.hpp"

namespace caseload::scenarios {
namespace {

// us-federal, or a list of it and of dates.
Value<std::vector<Located<std::string>>> holidays() {
  Value<Located<std::string>> item =
      located(text("us-federal or a date such as 2026-03-17", "us-federal"));
  Value<std::vector<Located<std::string>>> list = list_of(item, 0);
  list.shape.single_item_alone = true;
  list.shape.expected = "us-federal, a date, or a list of these";
  return {list.shape, [one = item.read, many = list.read](const Node& node, Reader& reader,
                                                          std::vector<Located<std::string>>& out) {
            if (node.is_list()) return many(node, reader, out);
            one(node, reader, out.emplace_back());
          }};
}

// A list of months, one month, or a year: all twelve of it.
Value<std::vector<Located<CalendarMonth>>> months() {
  const Value<Located<CalendarMonth>> item = located(calendar_month());
  Value<std::vector<Located<CalendarMonth>>> list = list_of(item, 1, 120);
  list.shape.single_item_alone = true;
  list.shape.number_alone = true;
  list.shape.expected = "a list of months such as 2026-03, one of them, or a year for all twelve";
  return {list.shape,
          [one = item.read, many = list.read](const Node& node, Reader& reader,
                                              std::vector<Located<CalendarMonth>>& out) {
            if (node.is_list()) return many(node, reader, out);
            const std::vector<CalendarMonth> year =
                node.is_scalar() ? months_of_year(node.text) : std::vector<CalendarMonth>{};
            if (year.empty()) return one(node, reader, out.emplace_back());
            for (const CalendarMonth month : year)
              out.push_back({month, node.place, reader.path()});
          }};
}

// Remembers where the conditions and payers stand, for checks that concern all of them.
Value<PanelFile> panel() {
  const Value<PanelFile> fields = panel_fields();
  return {fields.shape, [read = fields.read](const Node& node, Reader& reader, PanelFile& out) {
            read(node, reader, out);
            const Node* conditions = node.find("conditions");
            out.conditions_at = conditions == nullptr ? node.place : conditions->place;
            const Node* payers = node.find("payers");
            out.payers_at = payers == nullptr ? node.place : payers->place;
          }};
}

Value<ScenarioFile> make_fields() {
  using S = ScenarioFile;
  return object<S>(
      "a scenario",
      {field("schema_version", &S::schema_version, whole_number(1, 1),
             "The version of this file's shape."),
       optional(
           field("purpose", &S::purpose,
                 text("the question in your own words", "How many nurses do 320 patients need?"),
                 "The question, for the head of reports.")),
       field("timezone", &S::timezone, located(text("an IANA time zone", "America/New_York")),
             "The practice's time zone."),
       field("months", &S::months, months(),
             "The months to simulate; each is judged by itself, the worst governs. 2026 stands for "
             "all twelve."),
       field("warmup_months", &S::warmup_months, whole_number(1, 12, "months"),
             "Simulated before each month and not judged."),
       field("holidays", &S::holidays, holidays(),
             "Days on which the practice is closed. us-federal: of one on a weekend, the day "
             "itself and the weekday on which it is kept."),
       field("rules", &S::rules, located(text("medicare, or the name of a rule set", "medicare")),
             "Which payer's rules: medicare takes the set in force in each month."),
       optional(field("rules_carry_forward", &S::rules_carry_forward,
                      located(whole_number(2026, 2037, "the year")),
                      "Up to the end of this year the last of these rule sets stands in for those "
                      "that are not published yet; every report marks such months. Absent: a month "
                      "without a rule set of its own is refused.")),
       field("panel", &S::panel, panel(), "Who the patients are."),
       field("care_plan", &S::care_plan, care_plan_fields(),
             "Who is owed which contacts and reviews."),
       field("alerts", &S::alerts, alert_fields(), "What makes somebody look."),
       field("messages", &S::messages, message_fields(),
             "What patients ask for, and their visits."),
       field("tasks", &S::tasks, task_fields(),
             "How long each kind of work takes, and who may do it."),
       field("logging", &S::logging, logging_fields(), "How work reaches the log."),
       field("interpreter", &S::interpreter, interpreter_fields(),
             "Conversations with an interpreter."),
       field("devices", &S::devices, device_fields(), "The hardware patients take home."),
       field("staff", &S::staff,
             with_presets(list_of(staff_fields(), 1), {"defaults/staff.yaml", "role"}),
             "The people, by name."),
       optional(field("on_call", &S::on_call, list_of(on_call_fields(), 1, 100),
                      "Who answers urgent alerts while nobody is on duty; plans name them among "
                      "their staff.")),
       field("plans", &S::plans, list_of(plan_fields(), 1, 100),
             "Which of them work together, in each plan to be compared."),
       field("policy", &S::policy, policy_fields(), "What is done first."),
       field("sign_off", &S::sign_off, sign_off_fields(),
             "The provider's signature under each patient's month."),
       field("costs", &S::costs, cost_fields(), "What the programme costs."),
       field("payment", &S::payment, payment_fields(),
             "Where the practice is paid, and what keeps claims waiting."),
       optional(field("require", &S::require, list_of(requirement_fields(), 0),
                      "What is asked of a plan; all of it in the same month.")),
       field("urgent_target", &S::urgent_target, duration(minutes{1}, hours{72}),
             "From an urgent alert to its first touch, in staffed time."),
       field("routine_target", &S::routine_target, duration(minutes{1}, days{30}),
             "From any other alert to its first touch, in staffed time.")});
}

}  // namespace

const Value<ScenarioFile>& scenario_fields() {
  static const Value<ScenarioFile> fields = make_fields();
  return fields;
}

}  // namespace caseload::scenarios
