#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "reports/as_of/as_of_report.hpp"
#include "reports/render/carried_rules.hpp"
#include "reports/render/json_document.hpp"
#include "reports/render/rounded.hpp"
#include "sim/experiment/as_of_spread.hpp"

namespace caseload::reports {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const experiment::Spread& spread, double of) {
  return {{"mean", six_digits(spread.mean)},
          {"share_mean", of == 0 ? Json(nullptr) : Json(six_digits(spread.mean / of))},
          {"p5", six_digits(spread.p5)},
          {"p95", six_digits(spread.p95)}};
}

}  // namespace

Identity as_of_identity(const experiment::Scenario& scenario, const std::string& version,
                        std::uint64_t seed, int replications, LocalDay day) {
  return {{"schema_version", Json(kAsOfSchemaVersion).dump()},
          {"version", Json(version).dump()},
          {"seed", Json(seed).dump()},
          {"scenario_hash", Json(scenario.hash).dump()},
          {"replications", Json(replications).dump()},
          {"as_of", Json(iso(day)).dump()}};
}

std::string as_of_json(const AsOfReport& report) {
  const experiment::AsOf& as_of = report.as_of;
  Json root{{"schema_version", kAsOfSchemaVersion},
            {"version", report.version},
            {"seed", as_of.seed},
            {"scenario_hash", report.scenario.hash},
            {"fingerprint", fmt::format("{:016x}", as_of.fingerprint)},
            {"scenario", report.scenario.name},
            {"as_of", iso(as_of.day)},
            {"month", month_of(as_of.day).name()},
            {"months_under_carried_rules",
             carried_months(report.scenario.rules, std::array{month_of(as_of.day)})},
            {"replications", as_of.replications},
            {"partial", as_of.partial},
            {"patients", as_of.patients},
            {"rows", report.rows},
            {"rows_rejected", report.rejected.size()},
            {"live_contact_so_far", as_of.live_already},
            {"device_periods_ending", as_of.periods_ending},
            {"defaults_used", report.defaults_used},
            {"defaults_that_move_the_answer", report.moving_defaults},
            {"assumed", report.assumed},
            {"columns_ignored", report.ignored}};
  root["so_far"] = Json::object();
  for (std::size_t tier = 0; tier < experiment::kMinuteTiers.size(); ++tier)
    root["so_far"][fmt::format("min{}", experiment::kMinuteTiers[tier])] =
        as_of.reached_already[tier];
  root["plans"] = Json::array();
  for (const experiment::PlanEnds& ends : as_of.plans) {
    Json plan{{"name", ends.plan.name}, {"unlimited", ends.plan.unlimited}};
    for (std::size_t tier = 0; tier < experiment::kMinuteTiers.size(); ++tier)
      plan[fmt::format("min{}", experiment::kMinuteTiers[tier])] =
          json_of(experiment::patients_reaching(ends, tier), static_cast<double>(as_of.patients));
    for (const int days : {2, 16})
      plan[fmt::format("days{}", days)] =
          json_of(experiment::periods_with(ends, days), as_of.periods_ending);
    root["plans"].push_back(std::move(plan));
  }
  return json_document(root);
}

}  // namespace caseload::reports
