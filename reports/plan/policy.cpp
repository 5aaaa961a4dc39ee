#include "reports/plan/policy.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "reports/plan/who_calls.hpp"
#include "reports/render/rounded.hpp"
#include "reports/render/scenario_words.hpp"
#include "reports/render/table.hpp"
#include "reports/render/words.hpp"
#include "sim/care/model/policies.hpp"

namespace caseload::reports {
namespace {

using Json = nlohmann::ordered_json;
using Change = experiment::PolicyComparison::Change;

double middle(const stats::Interval& interval) { return (interval.low + interval.high) / 2; }

template <class Member>  // an Interval, or one that may be absent
std::vector<Column> columns(const std::vector<Change>& plans, Member Change::* what, int decimals) {
  Column mean{.heading = "mean", .cells = {}}, interval{.heading = "95 % CI", .cells = {}};
  for (const Change& plan : plans) {
    const std::optional<stats::Interval> change = plan.*what;
    mean.cells.push_back(change ? fmt::format("{:+.{}f}", middle(*change), decimals) : "–");
    interval.cells.push_back(
        change ? fmt::format("{:+.{}f} to {:+.{}f}", change->low, decimals, change->high, decimals)
               : "–");
  }
  return {std::move(mean), std::move(interval)};
}

Json change_json(const std::optional<stats::Interval>& change) {
  if (!change) return nullptr;
  return {{"mean", six_digits(middle(*change))},
          {"ci95", {six_digits(change->low), six_digits(change->high)}}};
}

}  // namespace

std::string against_fifo_text(const PlanReport& report, std::size_t width) {
  const care::PolicyChoice& policy = report.scenario.care.policy;
  if (!care::threshold_driven(policy)) return {};
  std::string text = wrapped(
      fmt::format("The policy is {}: it serves first whoever lacks fewest minutes, and not whoever "
                  "needs it most.",
                  policy_words(policy)),
      width, 0);
  text += '\n';
  if (!report.compare_policy)
    return text +
           wrapped(
               "What patients of high acuity lose by it was not simulated: this run has "
               "one replication or was cut short.",
               width, 0) +
           '\n';
  std::vector<std::string> names;
  for (const experiment::PlanSummary& plan : report.summary.plans) names.push_back(plan.name);
  Table table("plan", names);
  const auto& plans = report.compare_policy->plans;
  table.add("patients at 20 minutes", columns(plans, &Change::patients_at_20, 0));
  table.add("high acuity: minutes an alert waits", columns(plans, &Change::alert_wait_minutes, 1));
  table.add("high acuity: contacts missed", columns(plans, &Change::contacts_missed, 1));
  return text +
         wrapped(fmt::format("More (+) or less (−) than under fifo with the same luck, {} "
                             "replications; waits in staffed minutes:",
                             report.compare_policy->replications),
                 width, 0) +
         "\n\n" + table.text(width);
}

Json policy_json(const PlanReport& report) {
  const care::PolicyChoice& policy = report.scenario.care.policy;
  Json json{
      {"order", care::policy(policy.order).name},
      {"urgent_preempts", policy.urgent_preempts},
      {"reserve", policy.reserve},
      {"push_from_day", policy.push_from_day > 0 ? Json(policy.push_from_day) : Json(nullptr)},
      {"threshold_driven", care::threshold_driven(policy)},
      {"words", policy_words(policy)},
      {"assignment", policy.assignment == care::Assignment::Primary ? "primary" : "pool"},
      {"against_pool", against_pool_json(report)},
      {"against_fifo", nullptr}};
  if (!report.compare_policy) return json;
  Json plans = Json::array();
  for (std::size_t i = 0; i < report.compare_policy->plans.size(); ++i) {
    const Change& change = report.compare_policy->plans[i];
    plans.push_back({{"plan", report.experiment.plans[i].name},
                     {"patients_at_20", change_json(change.patients_at_20)},
                     {"high_acuity_alert_wait_minutes", change_json(change.alert_wait_minutes)},
                     {"high_acuity_contacts_missed", change_json(change.contacts_missed)}});
  }
  json["against_fifo"] = {{"month", report.compare_policy->month.name()},
                          {"replications", report.compare_policy->replications},
                          {"plans", std::move(plans)}};
  return json;
}

}  // namespace caseload::reports
