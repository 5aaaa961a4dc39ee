#include <cmath>
#include <nlohmann/json.hpp>

#include "reports/check/check_text.hpp"
#include "reports/render/carried_rules.hpp"
#include "reports/render/clinical_words.hpp"
#include "reports/render/json_document.hpp"
#include "reports/render/scenario_words.hpp"
#include "sim/experiment/grown_panel.hpp"
#include "sim/experiment/working_days.hpp"
#include "sim/experiment/workload.hpp"

namespace caseload::reports {
namespace {

using Json = nlohmann::ordered_json;

// Tenths are all an estimate from means can carry; they also keep the bytes stable.
double tenths(double value) { return std::round(value * 10) / 10; }
double hundredths(double value) { return std::round(value * 100) / 100; }

Json people(const experiment::Scenario& scenario, CalendarMonth month) {
  Json list = Json::array();
  for (const care::StaffMember& person : scenario.staff) {
    if (person.on_call) continue;
    const experiment::PersonHours hours =
        experiment::person_hours(person, month, scenario.zone, scenario.holidays);
    Json speaks = Json::array();
    const std::vector<population::Language>& languages = scenario.population.languages;
    for (std::size_t i = 0; i < languages.size(); ++i)
      if (person.speaks.has(static_cast<population::LanguageId>(i + 1)))
        speaks.push_back(languages[i].name);
    list.push_back({{"name", person.name},
                    {"role", std::string{rules::name(person.role)}},
                    {"rpm_share", person.rpm_share},
                    {"speaks", std::move(speaks)},
                    {"scheduled_hours_week", tenths(hours.scheduled_week)},
                    {"breaks_hours_week", tenths(hours.breaks_week)},
                    {"other_hours_week", tenths(hours.other_week)},
                    {"rpm_hours_week", tenths(hours.rpm_week)},
                    {"rpm_hours_month", tenths(hours.rpm_month)}});
  }
  return list;
}

Json on_call(const experiment::Scenario& scenario) {
  Json list = Json::array();
  for (const care::StaffMember& person : scenario.staff) {
    if (!person.on_call) continue;
    const care::OnCall& terms = *person.on_call;
    list.push_back({{"name", person.name},
                    {"role", std::string{rules::name(person.role)}},
                    {"vendor_line", terms.vendor_line},
                    {"responds_in_minutes", tenths(to_minutes(terms.responds_in))},
                    {"minutes_count", person.supervised}});
  }
  return list;
}

Json work(const experiment::Workload& workload) {
  Json list = Json::array();
  for (const experiment::WorkSource& source : workload.sources)
    list.push_back({{"source", source.name},
                    {"times", hundredths(source.times)},
                    {"minutes_each", hundredths(source.minutes_each)},
                    {"counts", source.counts}});
  return {{"minutes_per_patient", tenths(workload.minutes_per_patient)},
          {"countable_minutes_per_patient", tenths(workload.countable_per_patient)},
          {"live_contacts_per_patient", hundredths(workload.live_contacts)},
          {"sources", std::move(list)}};
}

Json plans(const experiment::Scenario& scenario) {
  Json list = Json::array();
  for (const experiment::Plan& plan : scenario.plans) {
    if (plan.unlimited) continue;
    for (const CalendarMonth month : scenario.months) {
      const experiment::PlanLoad load = experiment::plan_load(scenario, plan, month);
      list.push_back({{"plan", plan.name},
                      {"month", month.name()},
                      {"rpm_hours", tenths(load.rpm_hours)},
                      {"wanted_hours", tenths(load.wanted_hours)}});
    }
  }
  return list;
}

}  // namespace

std::string check_json(const CheckInput& input) {
  const experiment::Scenario& scenario = input.scenario;
  const CalendarMonth month = scenario.months.front();
  Json root{{"schema_version", 1},
            {"valid", true},
            {"version", input.version},
            {"file", input.file},
            {"scenario", scenario.name},
            {"scenario_hash", scenario.hash},
            {"purpose", scenario.purpose},
            {"timezone", scenario.zone.name()},
            {"patients", scenario.population.patients},
            {"warnings", input.warnings}};
  root["conditions"] = Json::array();
  for (const population::Condition& condition : scenario.population.conditions) {
    Json devices = Json::array();
    for (const telemetry::DeviceKind kind : condition.devices)
      devices.push_back(std::string{device_words(kind)});
    root["conditions"].push_back({{"name", condition.name},
                                  {"share", condition.share},
                                  {"sessions_per_day", condition.sessions_per_day},
                                  {"devices", std::move(devices)}});
  }
  root["languages"] = Json::object();
  for (const population::Language& language : scenario.population.languages)
    root["languages"][language.name] = language.share;
  root["months"] = Json::array();
  for (const CalendarMonth each : scenario.months) {
    population::ExpectedPanel panel = experiment::expected_panel(scenario, each);
    root["months"].push_back({{"month", each.name()},
                              {"open_days", experiment::open_days(scenario, each)},
                              {"rules", scenario.rules.for_day(each.end_day() - days{1}).name},
                              {"expected_patients",
                               {{"first_day", tenths(panel.on(each.first_day()))},
                                {"middle", tenths(panel.on(each.first_day() + days{14}))},
                                {"end", tenths(panel.on(each.end_day()))}}}});
  }
  root["months_under_carried_rules"] = carried_months(scenario.rules, scenario.months);
  root["people"] = people(scenario, month);
  root["on_call"] = on_call(scenario);
  root["estimate"] = work(experiment::estimate_workload(scenario, month));
  root["estimate"]["plans"] = plans(scenario);
  root["require"] = Json::array();
  for (const experiment::Requirement& requirement : scenario.require)
    root["require"].push_back(requirement_words(requirement));
  root["defaults"] = Json::array();
  for (const DefaultShown& value : input.defaults)
    root["defaults"].push_back({{"path", value.path},
                                {"value", value.value},
                                {"basis", value.basis},
                                {"moves_the_answer", value.moves_the_answer},
                                {"ask", value.ask}});
  return json_document(root);
}

}  // namespace caseload::reports
