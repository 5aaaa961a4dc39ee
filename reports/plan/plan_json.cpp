#include "reports/plan/plan_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "reports/plan/month_json.hpp"
#include "reports/plan/operations_json.hpp"
#include "reports/plan/policy.hpp"
#include "reports/render/carried_rules.hpp"
#include "reports/render/json_document.hpp"
#include "reports/render/rounded.hpp"
#include "reports/render/scenario_words.hpp"
#include "sim/experiment/in_question.hpp"
#include "sim/experiment/scheduled_hours.hpp"
#include "sim/experiment/warm_up.hpp"
#include "sim/experiment/working_days.hpp"

namespace caseload::reports {
namespace {

using Json = nlohmann::ordered_json;

Json money(const std::optional<double>& usd) { return usd ? Json(cents(*usd)) : Json(nullptr); }

Json verdict(const experiment::RequirementVerdict& verdict) {
  return {{"month", verdict.month.name()},
          {"in_months_of_100", verdict.in_months_of_100},
          {"held", verdict.held},
          {"of", verdict.of},
          {"low95", six_digits(verdict.low)},
          {"high95", six_digits(verdict.high)},
          {"answer", name(verdict.answer)}};
}

// A vendor's plan: what is paid for it.
void add_kind(Json& json, const experiment::Scenario& scenario, const std::string& name) {
  const auto plan = std::ranges::find(scenario.plans, name, &experiment::Plan::name);
  const bool vendor = plan != scenario.plans.end() && plan->vendor_calls;
  json["kind"] = vendor ? "vendor_calls" : "own";
  json["vendor_fee_usd_per_patient_month"] =
      vendor
          ? Json(cents(
                plan->vendor_fee.value_or(scenario.economics.vendor_per_patient_month).dollars()))
          : Json(nullptr);
}

Json month_or_null(const std::optional<CalendarMonth>& month) {
  return month ? Json(month->name()) : Json(nullptr);
}

// How the plan stands to the others, and which months it answers for.
void add_role(Json& json, const experiment::PlanSummary& summary, const experiment::Summary& all) {
  json["role"] = name(summary.role());
  json["reference"] = summary.reference ? Json(all.plans[*summary.reference].name) : Json(nullptr);
  json["judged_months"] = judged_months(summary);
}

// Of one month of a plan, where something is asked.
Json asked(const experiment::MonthSummary& month, bool anything) {
  if (!anything) return nullptr;
  return {{"answer", name(month.verdict.answer)},
          {"held", month.verdict.held},
          {"of", month.verdict.of},
          {"requirements_held", month.held_each}};
}

Json plan(const experiment::PlanSummary& summary, const experiment::Plan& people,
          const experiment::Scenario& scenario, const experiment::Summary& all) {
  const std::vector<experiment::Requirement>& require = scenario.require;
  Json json{{"name", summary.name},
            {"staff", summary.staff},
            {"unlimited", summary.unlimited},
            {"monthly_cost_usd", money(summary.monthly_cost_usd)},
            {"replications", summary.replications}};
  add_kind(json, scenario, summary.name);
  add_role(json, summary, all);
  json["verdict"] = require.empty() ? Json(nullptr) : Json(name(summary.answer));
  json["worst_month"] = require.empty() ? Json(nullptr) : verdict(summary.joint);
  json["first_failing_month"] =
      month_or_null(require.empty() ? std::nullopt : experiment::first_failing(summary));
  json["holds_since"] =
      month_or_null(require.empty() ? std::nullopt : experiment::holds_since(summary));
  json["requirements"] = Json::array();
  for (const experiment::RequirementVerdict& one : summary.requirements)
    json["requirements"].push_back(verdict(one));
  json["months"] = Json::array();
  std::bitset<7 * 24> ever_scheduled;
  for (const experiment::MonthSummary& month : summary.months) {
    const experiment::WorkingDays days = experiment::working_days(scenario, month.month);
    Json block{{"month", month.month.name()},
               {"working_days", days.open},
               {"closed_by_holiday", days.closed_by_holiday},
               {"own_team", month.own_team},
               {"all_asked_held", require.empty() ? Json(nullptr) : Json(month.held)},
               {"asked", asked(month, !require.empty())}};
    const std::bitset<7 * 24> scheduled =
        experiment::scheduled_hours(scenario, people, month.month);
    ever_scheduled |= scheduled;
    add_metrics(block, month, scheduled);
    json["months"].push_back(std::move(block));
  }
  json["all_months"] = Json::object();
  add_metrics(json["all_months"], summary.all_months, ever_scheduled);
  return json;
}

// The same people, never busy: `plan` names the row or the plan whose ceiling this is, too.
Json ceiling_json(const experiment::Summary& summary, std::size_t place) {
  if (summary.ceiling_of.empty()) return nullptr;
  const experiment::PlanSummary& ceiling = summary.ceiling(place);
  Json json{{"plan", ceiling.name}, {"months", Json::array()}};
  for (const experiment::MonthSummary& month : ceiling.months) {
    Json block{{"month", month.month.name()}};
    add_ceiling_metrics(block, month);
    json["months"].push_back(std::move(block));
  }
  return json;
}

// Where the months before the observed one were too few: open work at the end of a day, then and in
// the month.
Json open_work(const std::optional<experiment::NotSettled>& found) {
  if (!found) return nullptr;
  return {{"open_before", six_digits(found->before)},
          {"open_in_month", six_digits(found->observed)}};
}

Json answer(const PlanReport& report) {
  if (report.scenario.require.empty()) return nullptr;
  if (report.summary.cheapest_yes) return "yes";
  return report.summary.any_too_close ? "too_close" : "no";
}

Json month_names(const experiment::Scenario& scenario) {
  Json months = Json::array();
  for (const CalendarMonth month : scenario.months) months.push_back(month.name());
  return months;
}

}  // namespace

Identity plan_identity(const experiment::Scenario& scenario, const std::string& version,
                       std::uint64_t seed, int replications) {
  return {{"schema_version", Json(kPlanSchemaVersion).dump()},
          {"version", Json(version).dump()},
          {"seed", Json(seed).dump()},
          {"scenario_hash", Json(scenario.hash).dump()},
          {"replications", Json(replications).dump()},
          {"months", month_names(scenario).dump()}};
}

std::string plan_json(const PlanReport& report) {
  const experiment::Scenario& scenario = report.scenario;
  const experiment::Experiment& experiment = report.experiment;
  Json root{{"schema_version", kPlanSchemaVersion},
            {"version", report.version},
            {"seed", experiment.seed},
            {"scenario_hash", scenario.hash},
            {"fingerprint", fmt::format("{:016x}", experiment.fingerprint)},
            {"scenario", scenario.name},
            {"purpose", scenario.purpose},
            {"timezone", scenario.zone.name()},
            {"months", month_names(scenario)},
            {"months_under_carried_rules", carried_months(scenario.rules, scenario.months)},
            {"warmup_months", scenario.warmup_months},
            {"replications", experiment.replications},
            {"partial", experiment.partial},
            {"panel", scenario.population.panel_fixed ? "fixed" : "drawn anew in each replication"},
            {"defaults_used", report.defaults_used},
            {"defaults_that_move_the_answer", report.moving_defaults}};
  root["policy"] = policy_json(report);
  root["require"] = Json::array();
  for (const experiment::Requirement& requirement : scenario.require)
    root["require"].push_back(requirement_words(requirement));
  root["answer"] = answer(report);
  root["cheapest_yes"] = scenario.require.empty() || !report.summary.cheapest_yes
                             ? Json(nullptr)
                             : Json(report.summary.plans[*report.summary.cheapest_yes].name);
  // Whether it is enough in the months before its people begin, too.
  root["cheapest_yes_in_every_named_month"] =
      root["cheapest_yes"].is_null()
          ? Json(nullptr)
          : Json(std::ranges::all_of(
                report.summary.plans[*report.summary.cheapest_yes].months,
                [](const auto& month) { return month.verdict.answer == experiment::Answer::Yes; }));
  root["month_in_question"] = experiment::month_in_question(report.summary).name();
  root["what_if_month"] = report.what_if ? Json(report.what_if->month.name()) : Json(nullptr);
  root["what_if_replications"] =
      report.what_if ? Json(report.what_if->replications) : Json(nullptr);
  root["variance"] =
      report.what_if
          ? variance_json(*report.what_if, experiment.plans[report.what_if->split_plan].name)
          : Json(nullptr);
  root["plans"] = Json::array();
  for (const experiment::PlanSummary& summary : report.summary.plans) {
    const auto place = static_cast<std::size_t>(&summary - report.summary.plans.data());
    Json one = plan(summary, experiment.plans[place], scenario, report.summary);
    for (std::size_t month = 0; month < summary.months.size(); ++month)
      one["months"][month]["not_settled"] =
          summary.unlimited
              ? Json(nullptr)
              : open_work(experiment::not_settled(scenario, experiment, place, month));
    one["ceiling"] = ceiling_json(report.summary, place);
    one["gained_if_lifted_alone"] =
        report.what_if ? gains_json(report.what_if->gains[place], summary.unlimited)
                       : Json(nullptr);
    root["plans"].push_back(std::move(one));
  }
  return json_document(root);
}

std::string run_record_json(const RunRecord& record) {
  const Json root{{"schema_version", 1},
                  {"version", record.version},
                  {"commit", record.commit},
                  {"command", record.command},
                  {"started_at", record.started_at},
                  {"wall_seconds", six_digits(record.wall_seconds)},
                  {"threads", record.threads},
                  {"host", record.host}};
  return json_document(root);
}

}  // namespace caseload::reports
