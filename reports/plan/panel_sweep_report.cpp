#include "reports/plan/panel_sweep_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "reports/plan/ceiling_words.hpp"
#include "reports/plan/plan_course.hpp"
#include "reports/plan/plan_report.hpp"
#include "reports/render/carried_rules.hpp"
#include "reports/render/csv.hpp"
#include "reports/render/json_document.hpp"
#include "reports/render/rounded.hpp"
#include "reports/render/table.hpp"
#include "reports/render/words.hpp"
#include "sim/base/visible.hpp"
#include "sim/experiment/in_question.hpp"

namespace caseload::reports {
namespace {

using Json = nlohmann::ordered_json;
using experiment::Answer;
using experiment::PlanSummary;

constexpr std::size_t kWidth = 100;

std::string spoken(const PlanSummary& plan) {
  return plan.answer == Answer::TooClose ? "too close" : std::string{name(plan.answer)};
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
  for (const experiment::PanelSize& size : report.sweep.sizes) column.cells.push_back(cell(size));
  return column;
}

Table rows(const PanelSweepReport& report) {
  std::vector<std::string> names;
  for (const experiment::PanelSize& size : report.sweep.sizes)
    names.push_back(thousands(size.patients));
  return {"patients", std::move(names)};
}

// "100, 200 and 300"
std::string listed(const std::vector<std::string>& words) {
  if (words.size() < 2) return fmt::format("{}", fmt::join(words, ""));
  return fmt::format("{} and {}", fmt::join(words.begin(), words.end() - 1, ", "), words.back());
}

// "enough for 100, too close to call for 200 and 300 patients": size by size, as the table has it.
std::string size_by_size(const PanelSweepReport& report, std::size_t plan) {
  std::vector<std::string> parts;
  for (const auto& [answer, words] : {std::pair{Answer::Yes, "would be enough for"},
                                      {Answer::TooClose, "too close to call for"},
                                      {Answer::No, "would not be enough for"}}) {
    std::vector<std::string> sizes;
    for (const experiment::PanelSize& size : report.sweep.sizes)
      if (size.summary.plans[plan].answer == answer) sizes.push_back(thousands(size.patients));
    if (!sizes.empty()) parts.push_back(fmt::format("{} {}", words, listed(sizes)));
  }
  return fmt::format("{} patients", fmt::join(parts, "; "));
}

// As the panel grows a plan is enough, then too close to call, then not enough: each once at most.
bool one_turn(const PanelSweepReport& report, std::size_t plan) {
  const auto step = [plan](const experiment::PanelSize& size) {
    const Answer answer = size.summary.plans[plan].answer;
    return answer == Answer::Yes ? 0 : answer == Answer::TooClose ? 1 : 2;
  };
  return std::ranges::is_sorted(report.sweep.sizes, {}, step);
}

// One sentence for each plan: up to which size it would be enough.
std::string sentence(const PanelSweepReport& report, std::size_t plan) {
  const experiment::Reach reach = experiment::reach_of(report.sweep, plan);
  const experiment::Summary& first = report.sweep.sizes.front().summary;
  const PlanSummary& summary = first.plans[plan];
  const int largest = report.sweep.sizes.back().patients;
  const int smallest = report.sweep.sizes.front().patients;
  if (summary.role() == experiment::PlanRole::SameTeam) return same_team_sentence(first, summary);
  std::string who = summary.unlimited ? "staff without limit" : summary.name;
  if (summary.stress)
    who += summary.reference ? fmt::format(" (a test of {})", first.plans[*summary.reference].name)
                             : " (a test, and no plan to choose)";
  const auto enough = [&](std::string_view rest) {
    return fmt::format("{} would be enough{} {}.", who, summary.stress ? "" : from_words(summary),
                       rest);
  };
  if (reach.enough_up_to == largest)
    return enough(fmt::format("at every size asked for, up to {}", counted(largest, "patient")));
  if (!one_turn(report, plan))
    return fmt::format("{}{}: {}. With more replications the doubt may clear.", who,
                       summary.stress ? "" : from_words(summary), size_by_size(report, plan));
  if (reach.enough_up_to && reach.not_enough_at)
    return enough(fmt::format("up to {}, and no longer at {}{}",
                              counted(*reach.enough_up_to, "patient"),
                              thousands(*reach.not_enough_at),
                              summary.unlimited ? ": no hiring carries that"
                              : summary.stress  ? ""
                                                : ": hire before"));
  if (reach.enough_up_to)
    return enough(fmt::format("up to {}; beyond that it is too close to call",
                              counted(*reach.enough_up_to, "patient")));
  if (!reach.not_enough_at)
    return fmt::format("{}: too close to call at every size asked for.", who);
  if (reach.not_enough_at == smallest)
    return fmt::format("{} would not be enough{} even for {}.", who,
                       summary.stress ? "" : from_words(summary), counted(smallest, "patient"));
  return fmt::format("{}: too close to call below {}, where it would not be enough.", who,
                     counted(*reach.not_enough_at, "patient"));
}

// What became of the sizes asked for by the months that were judged.
std::string how_panels_develop(const PanelSweepReport& report) {
  std::vector<std::string> words;
  for (const experiment::PanelSize& size : report.sweep.sizes) {
    double least = std::numeric_limits<double>::max(), most = 0;
    for (const PlanSummary& plan : size.summary.plans)
      for (const experiment::MonthSummary& month : plan.months) {
        least = std::min({least, month.panel_start_mean, month.panel_end_mean});
        most = std::max({most, month.panel_start_mean, month.panel_end_mean});
      }
    const std::string from = thousands(std::llround(least)), to = thousands(std::llround(most));
    words.push_back(fmt::format("{}: {}", thousands(size.patients),
                                from == to ? from : fmt::format("{} to {}", from, to)));
  }
  return fmt::format(
      "The warm-up begins with the size asked for, and the panel then follows the scenario's "
      "recruitment and drop-out: offers of the programme are those of the scenario in proportion "
      "to the panel. On the first and last days of the named months there are on average, for a "
      "panel of {} patients.",
      fmt::join(words, "; of "));
}

Json months_json(const PlanSummary& plan, std::size_t tier) {
  Json months = Json::array();
  for (const experiment::MonthSummary& month : plan.months) {
    const experiment::ShareSummary& share = month.reached[tier];
    months.push_back(
        {{"month", month.month.name()},
         {"answer", name(month.verdict.answer)},
         {"held", month.verdict.held},
         {"panel_start_mean", six_digits(month.panel_start_mean)},
         {"panel_end_mean", six_digits(month.panel_end_mean)},
         {"share_mean", share.of == 0 ? Json(nullptr) : Json(six_digits(share.share_mean))},
         {"margin_usd", month.margin_usd ? Json(cents(*month.margin_usd)) : Json(nullptr)}});
  }
  return months;
}

std::string list(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += fmt::format("- {}\n", wrapped(text, kWidth, 2));
  return out;
}

}  // namespace

std::string panel_sweep_text(const PanelSweepReport& report) {
  const experiment::PanelSweep& sweep = report.sweep;
  const std::size_t tier = experiment::tier_in_question(report.scenario);
  std::string out =
      fmt::format("{}, panels of {}, {} of every plan and month\n", visible(report.scenario.name),
                  counted(static_cast<std::int64_t>(sweep.sizes.size()), "size"),
                  counted(sweep.replications, "replication"));
  out += fmt::format("caseload {}, seed {}, scenario {}, fingerprint {:016x}\n", report.version,
                     sweep.seed, report.scenario.hash, sweep.fingerprint);
  out += carried_rules_text(report.scenario.rules, report.scenario.months);
  if (sweep.partial) out += "\nPARTIAL: stopped early; the sizes below were finished.\n";

  std::vector<std::string> sentences;
  for (std::size_t plan = 0; plan < plans_of(report); ++plan)
    sentences.push_back(sentence(report, plan));
  if (const int fewest = experiment::replications_for_a_yes(report.scenario.require);
      sweep.replications < fewest)
    sentences.push_back(fmt::format("No yes is possible with fewer than {}: add --replications.",
                                    counted(fewest, "replication")));
  out +=
      fmt::format("\nHOW LARGE A PANEL EACH TEAM WOULD CARRY{}\n{}",
                  report.moving_defaults > 0 ? ", IF THESE ASSUMPTIONS HOLD" : "", list(sentences));

  const CalendarMonth month = experiment::month_shown(sweep);
  const bool several = report.scenario.months.size() > 1;
  Table answers = rows(report), shares = rows(report), money = rows(report);
  for (std::size_t plan = 0; plan < plans_of(report); ++plan) {
    const auto of = [plan](const experiment::PanelSize& size) -> const PlanSummary& {
      return size.summary.plans[plan];
    };
    std::vector<Column> judged{
        by_size(report, "answer", [&](const auto& size) { return spoken(of(size)); })};
    if (several)
      judged.push_back(by_size(report, "hardest month",
                               [&](const auto& size) { return of(size).joint.month.spoken(); }));
    judged.push_back(by_size(report, "held in", [&](const auto& size) {
      return fmt::format("{} of {}", of(size).joint.held, of(size).joint.of);
    }));
    answers.add(name_of(report, plan), std::move(judged));
    shares.add("", {by_size(report, name_of(report, plan), [&](const auto& size) {
                 const experiment::ShareSummary& share =
                     experiment::month_named(of(size), month).reached[tier];
                 return share.of == 0 ? "no data" : percent_words(share.share_mean);
               })});
    if (!report.sweep.sizes.front().summary.plans[plan].unlimited)
      money.add("", {by_size(report, name_of(report, plan), [&](const auto& size) {
                  return whole_dollars(*experiment::month_named(of(size), month).margin_usd);
                })});
  }
  out +=
      fmt::format("\nALL THAT IS ASKED, {}\n{}",
                  several ? "IN EACH PLAN'S HARDEST MONTH" : month.spoken(), answers.text(kWidth));
  out += fmt::format("\nSHARE OF ELIGIBLE PATIENTS REACHING {} MINUTES, {}\n{}",
                     experiment::kMinuteTiers[tier], month.spoken(), shares.text(kWidth));
  std::vector<ByLonger> by_longer;
  for (const experiment::PanelSize& size : sweep.sizes)
    for (const PlanSummary& plan : size.summary.plans)
      by_longer.push_back({fmt::format("{} with {}", plan.name, thousands(size.patients)),
                           experiment::month_named(plan, month).by_longer_minutes_mean[tier]});
  if (const std::string words = by_longer_sentence(by_longer, experiment::kMinuteTiers[tier]);
      !words.empty())
    out += wrapped(words, kWidth, 0) + "\n";
  out += fmt::format("\nMARGIN, {}\n{}", month.spoken(), money.text(kWidth));
  out += "\nHOW TO READ THIS\n";
  std::vector<std::string> notes{
      "Every size meets the same luck, and a smaller panel's patients are among a larger one's.",
      how_panels_develop(report),
      "What it costs to grow to another size (set-ups beyond those that replace who leaves) is not "
      "in these months."};
  if (several)
    notes.push_back(fmt::format(
        "Shares and margins are all of {}, the month in which the plans hold least often over all "
        "sizes, of those in which their teams differ.",
        month.spoken()));
  notes.emplace_back(
      "Sizes between the ones asked for are not simulated: ask for more of them near the change.");
  notes.emplace_back(
      "This plans capacity for work that patients need. It never advises adding minutes.");
  out += list(notes);
  return out;
}

Identity panel_sweep_identity(const experiment::Scenario& scenario, const std::string& version,
                              std::uint64_t seed, int replications, const std::vector<int>& sizes) {
  Json months = Json::array();
  for (const CalendarMonth month : scenario.months) months.push_back(month.name());
  return {{"schema_version", Json(kPanelSweepSchemaVersion).dump()},
          {"version", Json(version).dump()},
          {"seed", Json(seed).dump()},
          {"scenario_hash", Json(scenario.hash).dump()},
          {"replications", Json(replications).dump()},
          {"months", months.dump()},
          {"panels", Json(sizes).dump()}};
}

std::string panel_sweep_json(const PanelSweepReport& report) {
  const experiment::PanelSweep& sweep = report.sweep;
  const std::size_t tier = experiment::tier_in_question(report.scenario);
  Json root{
      {"schema_version", kPanelSweepSchemaVersion},
      {"version", report.version},
      {"seed", sweep.seed},
      {"scenario_hash", report.scenario.hash},
      {"fingerprint", fmt::format("{:016x}", sweep.fingerprint)},
      {"scenario", report.scenario.name},
      {"replications", sweep.replications},
      {"partial", sweep.partial},
      {"months", Json::array()},
      {"months_under_carried_rules", carried_months(report.scenario.rules, report.scenario.months)},
      {"panels", Json::array()},
      {"minutes_in_question", experiment::kMinuteTiers[tier]},
      {"month_in_question", experiment::month_shown(sweep).name()}};
  for (const CalendarMonth month : report.scenario.months) root["months"].push_back(month.name());
  root["sizes"] = Json::array();
  for (const experiment::PanelSize& size : sweep.sizes) {
    root["panels"].push_back(size.patients);
    Json one{{"patients", size.patients},
             {"offers_per_month", six_digits(size.offers_per_month)},
             {"plans", Json::array()}};
    for (const PlanSummary& plan : size.summary.plans) {
      const experiment::MonthSummary& month = experiment::governing_month(plan);
      const experiment::ShareSummary& share = month.reached[tier];
      one["plans"].push_back(
          {{"name", plan.name},
           {"verdict", name(plan.answer)},
           {"role", name(plan.role())},
           {"judged_months", judged_months(plan)},
           {"worst_month", plan.joint.month.name()},
           {"held", plan.joint.held},
           {"of", plan.joint.of},
           {"low95", six_digits(plan.joint.low)},
           {"high95", six_digits(plan.joint.high)},
           {"share_mean", share.of == 0 ? Json(nullptr) : Json(six_digits(share.share_mean))},
           {"monthly_cost_usd",
            plan.monthly_cost_usd ? Json(cents(*plan.monthly_cost_usd)) : Json(nullptr)},
           {"margin_usd", month.margin_usd ? Json(cents(*month.margin_usd)) : Json(nullptr)},
           {"months", months_json(plan, tier)}});
    }
    root["sizes"].push_back(std::move(one));
  }
  root["plans"] = Json::array();
  for (std::size_t plan = 0; plan < plans_of(report); ++plan) {
    const experiment::Reach reach = experiment::reach_of(sweep, plan);
    root["plans"].push_back(
        {{"name", name_of(report, plan)},
         {"enough_up_to", reach.enough_up_to ? Json(*reach.enough_up_to) : Json(nullptr)},
         {"not_enough_at", reach.not_enough_at ? Json(*reach.not_enough_at) : Json(nullptr)}});
  }
  return json_document(root);
}

std::string panel_sweep_csv(const PanelSweepReport& report) {
  const std::size_t tier = experiment::tier_in_question(report.scenario);
  Csv csv({"patients", "plan", "verdict", "worst_month", "held", "of", "low95", "high95",
           "share_mean", "monthly_cost_usd", "margin_usd", "role"});
  for (const experiment::PanelSize& size : report.sweep.sizes)
    for (const PlanSummary& plan : size.summary.plans) {
      const experiment::MonthSummary& month = experiment::governing_month(plan);
      const experiment::ShareSummary& share = month.reached[tier];
      csv.field(size.patients).field(plan.name).field(name(plan.answer));
      csv.field(plan.joint.month.name()).field(plan.joint.held).field(plan.joint.of);
      csv.field(plan.joint.low, 6).field(plan.joint.high, 6);
      csv.field(share.of > 0 ? std::optional(share.share_mean) : std::nullopt, 6);
      csv.field(plan.monthly_cost_usd, 2).field(month.margin_usd, 2);
      csv.field(name(plan.role())).end_row();
    }
  return csv.text();
}

}  // namespace caseload::reports
