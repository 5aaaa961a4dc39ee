#include "reports/panel_sweep_report.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "reports/csv.hpp"
#include "reports/plan_report.hpp"
#include "reports/rounded.hpp"
#include "reports/table.hpp"
#include "reports/words.hpp"

namespace caseload::reports {
namespace {

using Json = nlohmann::ordered_json;
using sim::Answer;
using sim::PlanSummary;

constexpr std::size_t kWidth = 100;

std::string_view word(Answer answer) {
  switch (answer) {
    case Answer::Yes:
      return "yes";
    case Answer::No:
      return "no";
    case Answer::TooClose:
      return "too_close";
  }
  return "";
}

std::string spoken(const PlanSummary& plan) {
  return plan.answer == Answer::TooClose ? "too close" : std::string{word(plan.answer)};
}

std::size_t plans_of(const PanelSweepReport& report) {
  return report.sweep.sizes.front().summary.plans.size();
}
const std::string& name_of(const PanelSweepReport& report, std::size_t plan) {
  return report.sweep.sizes.front().summary.plans[plan].name;
}

template <class Cell>
Column by_size(const PanelSweepReport& report, std::string heading, Cell cell) {
  Column column{.heading = std::move(heading), .cells = {}};
  for (const sim::PanelSize& size : report.sweep.sizes) column.cells.push_back(cell(size));
  return column;
}

Table rows(const PanelSweepReport& report) {
  std::vector<std::string> names;
  for (const sim::PanelSize& size : report.sweep.sizes) names.push_back(thousands(size.patients));
  return {"patients", std::move(names)};
}

// One sentence for each plan: up to which size it would be enough.
std::string sentence(const PanelSweepReport& report, std::size_t plan) {
  const sim::Reach reach = sim::reach_of(report.sweep, plan);
  const std::string& name = name_of(report, plan);
  const bool ceiling = report.sweep.sizes.front().summary.plans[plan].unlimited;
  const int largest = report.sweep.sizes.back().patients;
  const std::string who = ceiling ? "staff without limit" : name;
  if (reach.enough_up_to == largest)
    return fmt::format("{} would be enough at every size asked for, up to {}.", who,
                       counted(largest, "patient"));
  if (reach.enough_up_to && reach.not_enough_at)
    return fmt::format("{} would be enough up to {}, and no longer at {}: {}.", who,
                       counted(*reach.enough_up_to, "patient"), thousands(*reach.not_enough_at),
                       ceiling ? "no hiring carries that" : "hire before");
  if (reach.enough_up_to)
    return fmt::format("{} would be enough up to {}; beyond that it is too close to call.", who,
                       counted(*reach.enough_up_to, "patient"));
  if (!reach.not_enough_at)
    return fmt::format("{}: too close to call at every size asked for.", who);
  const int smallest = report.sweep.sizes.front().patients;
  if (reach.not_enough_at == smallest)
    return fmt::format("{} would not be enough even for {}.", who, counted(smallest, "patient"));
  return fmt::format("{}: too close to call below {}, where it would not be enough.", who,
                     counted(*reach.not_enough_at, "patient"));
}

std::string list(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += fmt::format("- {}\n", wrapped(text, kWidth, 2));
  return out;
}

}  // namespace

std::string panel_sweep_text(const PanelSweepReport& report) {
  const sim::PanelSweep& sweep = report.sweep;
  const std::size_t tier = tier_in_question(report.scenario);
  std::string out =
      fmt::format("{}, panels of {}, {} of every plan and month\n", report.scenario.name,
                  counted(static_cast<std::int64_t>(sweep.sizes.size()), "size"),
                  counted(sweep.replications, "replication"));
  out += fmt::format("caseload {}, seed {}, scenario {}, fingerprint {:016x}\n", report.version,
                     sweep.seed, report.scenario.hash, sweep.fingerprint);
  if (sweep.partial) out += "\nPARTIAL: stopped early; the sizes below were finished.\n";

  std::vector<std::string> sentences;
  for (std::size_t plan = 0; plan < plans_of(report); ++plan)
    sentences.push_back(sentence(report, plan));
  out +=
      fmt::format("\nHOW LARGE A PANEL EACH TEAM WOULD CARRY{}\n{}",
                  report.moving_defaults > 0 ? ", IF THESE ASSUMPTIONS HOLD" : "", list(sentences));

  Table answers = rows(report), shares = rows(report), money = rows(report);
  for (std::size_t plan = 0; plan < plans_of(report); ++plan) {
    const auto of = [plan](const sim::PanelSize& size) -> const PlanSummary& {
      return size.summary.plans[plan];
    };
    answers.add(name_of(report, plan),
                {by_size(report, "answer", [&](const auto& size) { return spoken(of(size)); }),
                 by_size(report, "held in", [&](const auto& size) {
                   return fmt::format("{} of {}", of(size).joint.held, of(size).joint.of);
                 })});
    shares.add("", {by_size(report, name_of(report, plan), [&](const auto& size) {
                 const sim::ShareSummary& share = governing_month(of(size)).reached[tier];
                 return share.of == 0 ? "no data" : percent_words(share.share_mean);
               })});
    if (!report.sweep.sizes.front().summary.plans[plan].unlimited)
      money.add("", {by_size(report, name_of(report, plan), [&](const auto& size) {
                  return whole_dollars(*governing_month(of(size)).margin_usd);
                })});
  }
  out += fmt::format("\nALL THAT IS ASKED, IN THE HARDEST NAMED MONTH\n{}", answers.text(kWidth));
  out += fmt::format("\nSHARE REACHING {} MINUTES IN THAT MONTH\n{}", sim::kMinuteTiers[tier],
                     shares.text(kWidth));
  out += fmt::format("\nMARGIN IN THAT MONTH\n{}", money.text(kWidth));
  out += "\nHOW TO READ THIS\n";
  out += list(
      {"Every size meets the same luck, and a smaller panel's patients are among a larger one's. "
       "Offers of the programme grow with the panel, so that it keeps its size; what it costs to "
       "grow there (set-ups beyond those that replace who leaves) is not in these months.",
       "Sizes between the ones asked for are not simulated: ask for more of them near the change.",
       "This plans capacity for work that patients need. It never advises adding minutes."});
  return out;
}

Identity panel_sweep_identity(const sim::Scenario& scenario, const std::string& version,
                              std::uint64_t seed, int replications, const std::vector<int>& sizes) {
  Json months = Json::array();
  for (const sim::CalendarMonth month : scenario.months) months.push_back(month.name());
  return {{"schema_version", Json(kPanelSweepSchemaVersion).dump()},
          {"version", Json(version).dump()},
          {"seed", Json(seed).dump()},
          {"scenario_hash", Json(scenario.hash).dump()},
          {"replications", Json(replications).dump()},
          {"months", months.dump()},
          {"panels", Json(sizes).dump()}};
}

std::string panel_sweep_json(const PanelSweepReport& report) {
  const sim::PanelSweep& sweep = report.sweep;
  const std::size_t tier = tier_in_question(report.scenario);
  Json root{{"schema_version", kPanelSweepSchemaVersion},
            {"version", report.version},
            {"seed", sweep.seed},
            {"scenario_hash", report.scenario.hash},
            {"fingerprint", fmt::format("{:016x}", sweep.fingerprint)},
            {"scenario", report.scenario.name},
            {"replications", sweep.replications},
            {"partial", sweep.partial},
            {"months", Json::array()},
            {"panels", Json::array()},
            {"minutes_in_question", sim::kMinuteTiers[tier]}};
  for (const sim::CalendarMonth month : report.scenario.months)
    root["months"].push_back(month.name());
  root["sizes"] = Json::array();
  for (const sim::PanelSize& size : sweep.sizes) {
    root["panels"].push_back(size.patients);
    Json one{{"patients", size.patients},
             {"offers_per_month", six_digits(size.offers_per_month)},
             {"plans", Json::array()}};
    for (const PlanSummary& plan : size.summary.plans) {
      const sim::MonthSummary& month = governing_month(plan);
      const sim::ShareSummary& share = month.reached[tier];
      one["plans"].push_back(
          {{"name", plan.name},
           {"verdict", word(plan.answer)},
           {"worst_month", plan.joint.month.name()},
           {"held", plan.joint.held},
           {"of", plan.joint.of},
           {"low95", six_digits(plan.joint.low)},
           {"high95", six_digits(plan.joint.high)},
           {"share_mean", share.of == 0 ? Json(nullptr) : Json(six_digits(share.share_mean))},
           {"monthly_cost_usd",
            plan.monthly_cost_usd ? Json(cents(*plan.monthly_cost_usd)) : Json(nullptr)},
           {"margin_usd", month.margin_usd ? Json(cents(*month.margin_usd)) : Json(nullptr)}});
    }
    root["sizes"].push_back(std::move(one));
  }
  root["plans"] = Json::array();
  for (std::size_t plan = 0; plan < plans_of(report); ++plan) {
    const sim::Reach reach = sim::reach_of(sweep, plan);
    root["plans"].push_back(
        {{"name", name_of(report, plan)},
         {"enough_up_to", reach.enough_up_to ? Json(*reach.enough_up_to) : Json(nullptr)},
         {"not_enough_at", reach.not_enough_at ? Json(*reach.not_enough_at) : Json(nullptr)}});
  }
  return root.dump(2) + "\n";
}

std::string panel_sweep_csv(const PanelSweepReport& report) {
  const std::size_t tier = tier_in_question(report.scenario);
  Csv csv({"patients", "plan", "verdict", "worst_month", "held", "of", "low95", "high95",
           "share_mean", "monthly_cost_usd", "margin_usd"});
  for (const sim::PanelSize& size : report.sweep.sizes)
    for (const PlanSummary& plan : size.summary.plans) {
      const sim::MonthSummary& month = governing_month(plan);
      const sim::ShareSummary& share = month.reached[tier];
      csv.field(size.patients).field(plan.name).field(word(plan.answer));
      csv.field(plan.joint.month.name()).field(plan.joint.held).field(plan.joint.of);
      csv.field(plan.joint.low, 6).field(plan.joint.high, 6);
      csv.field(share.of > 0 ? std::optional(share.share_mean) : std::nullopt, 6);
      csv.field(plan.monthly_cost_usd, 2).field(month.margin_usd, 2).end_row();
    }
  return csv.text();
}

}  // namespace caseload::reports
