#include "reports/plan/plan_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "reports/plan/ceiling_words.hpp"
#include "reports/plan/plan_columns.hpp"
#include "reports/render/table.hpp"
#include "reports/render/words.hpp"
#include "sim/experiment/in_question.hpp"

namespace caseload::reports {
namespace {

using experiment::metric;
using experiment::MonthSummary;
using experiment::PlanSummary;

std::string dollars(const std::optional<double>& usd) {
  return usd ? whole_dollars(*usd) : std::string{kNone};
}

std::string answer_word(const PlanSummary& plan) {
  const std::string word = plan.answer == experiment::Answer::Yes  ? "yes"
                           : plan.answer == experiment::Answer::No ? "no"
                                                                   : "too close";
  switch (plan.role()) {
    case experiment::PlanRole::Candidate:
      return word;
    case experiment::PlanRole::SameTeam:
      return "same team";
    case experiment::PlanRole::Stress:
      return "test: " + word;
    case experiment::PlanRole::Unlimited:
      return "ceiling";
  }
  return {};
}

std::string month_or_none(const std::optional<CalendarMonth>& month) {
  return month ? month->spoken() : std::string{kNone};
}

std::string held_words(const experiment::RequirementVerdict& verdict) {
  return fmt::format("{} of {}", thousands(verdict.held), thousands(verdict.of));
}

std::string cost_words(const MonthSummary& month) {
  return month.margin_usd ? whole_dollars(month.money.expected - *month.margin_usd)
                          : std::string{kNone};
}

// Every code that any plan's log supports, with units and what they pay at the rule set's rate.
void add_codes(Table& table, const PlanReport& report, CalendarMonth month) {
  const PlanColumns of(report, month);
  const rules::RuleSet* rules = report.scenario.rules.find(month.end_day() - days{1});
  std::set<std::string> codes;
  for (const PlanSummary& plan : report.summary.plans)
    for (const auto& [code, units] : experiment::month_named(plan, month).codes) codes.insert(code);
  for (const std::string& code : codes) {
    const auto units = [&](const MonthSummary& m) {
      const auto found = m.codes.find(code);
      return found == m.codes.end() ? 0.0 : found->second;
    };
    std::vector<Column> columns{
        of.of_month("units", [&](const MonthSummary& m) { return whole_number(units(m)); })};
    if (rules != nullptr && rules->rates.contains(code)) {
      const double rate = rules->rates.at(code).dollars();
      columns.push_back(of.of_month(
          "all paid", [&](const MonthSummary& m) { return whole_dollars(units(m) * rate); }));
      columns.push_back(of.of_month("expected", [&](const MonthSummary& m) {
        const auto found = m.money.expected_by_code.find(code);
        return whole_dollars(found == m.money.expected_by_code.end() ? 0 : found->second);
      }));
    }
    table.add(code, std::move(columns));
  }
}

}  // namespace

PlanTables::PlanTables(const PlanReport& report, std::size_t width)
    : report_(report), month_(experiment::month_in_question(report.summary)), width_(width) {}

std::string PlanTables::verdicts() const {
  if (report_.scenario.require.empty() || report_.experiment.months.size() < 2) return {};
  const PlanColumns of(report_, month_);
  Table table = of.rows();
  table.add(asked_title(), {of.of_plan("answer", answer_word)});
  table.add("hardest of its months",
            {of.of_plan("month", [](const PlanSummary& p) { return p.joint.month.spoken(); }),
             of.of_plan("held in", [](const PlanSummary& p) { return held_words(p.joint); })});
  table.add(
      "of the named months",
      {of.of_plan("first that fails",
                  [](const PlanSummary& p) { return month_or_none(experiment::first_failing(p)); }),
       of.of_plan("holds from",
                  [](const PlanSummary& p) { return month_or_none(experiment::holds_since(p)); })});
  return table.text(width_);
}

std::string PlanTables::decision() const {
  const std::size_t tier = experiment::tier_in_question(report_.scenario);
  const bool several = report_.experiment.months.size() > 1;
  const PlanColumns of(report_, month_);
  Table table = of.rows();
  if (!report_.scenario.require.empty()) {
    std::vector<Column> asked{
        of.of_month("held in", [](const MonthSummary& m) { return held_words(m.verdict); })};
    if (!several) asked.push_back(of.of_plan("answer", answer_word));
    table.add(asked_title(), std::move(asked));
  }
  std::vector<Column> reached{
      of.of_month("patients",
                  [tier](const MonthSummary& m) {
                    return fmt::format("{} of {}", whole_number(m.reached[tier].eligible_mean),
                                       whole_number(m.patients_eligible_mean));
                  }),
      of.of_month("share", [tier](const MonthSummary& m) { return mean_share(m.reached[tier]); }),
      of.of_month("9 in 10",
                  [tier](const MonthSummary& m) { return months_range(m.reached[tier]); })};
  if (pace_matters(report_))
    reached.push_back(of.of_month("by longer minutes", [tier](const MonthSummary& m) {
      return whole_number(m.by_longer_minutes_mean[tier]);
    }));
  if (!report_.summary.ceiling_of.empty())
    reached.push_back(of.of_plan("ceiling", [&](const PlanSummary& plan) {
      const auto place = static_cast<std::size_t>(&plan - report_.summary.plans.data());
      return mean_share(
          experiment::month_named(report_.summary.ceiling(place), month_).reached[tier]);
    }));
  table.add(fmt::format("{} minutes, of those eligible", experiment::kMinuteTiers[tier]),
            std::move(reached));
  std::vector<Column> cost{of.of_month("that month", cost_words)};
  if (several)
    cost.push_back(of.of_plan(fmt::format("mean of {}", report_.experiment.months.size()),
                              [](const PlanSummary& p) { return dollars(p.monthly_cost_usd); }));
  else cost.front().heading = "a month";
  table.add("cost", std::move(cost));
  return table.text(width_);
}

std::vector<std::string> PlanTables::teams_of_others() const {
  std::vector<std::string> sentences;
  for (const PlanSummary& plan : report_.summary.plans)
    if (plan.reference && !experiment::month_named(plan, month_).own_team)
      sentences.push_back(fmt::format("{} has the team of {} in {}{}.", plan.name,
                                      report_.summary.plans[*plan.reference].name, month_.spoken(),
                                      plan.candidate() ? " and is judged by its own months" : ""));
  return sentences;
}

std::string PlanTables::asked_title() const {
  const bool apart = std::ranges::any_of(
      report_.summary.plans, [](const PlanSummary& plan) { return plan.governing.has_value(); });
  return apart ? "hardest that is asked" : "all that is asked";
}

std::string PlanTables::steps_of_minutes() const {
  static constexpr std::array kSteps{&metric("min10"), &metric("min20"), &metric("min40"),
                                     &metric("min60")};
  const PlanColumns of(report_, month_);
  Table table = of.rows();
  for (std::size_t tier = 0; tier < kSteps.size(); ++tier)
    table.add(fmt::format("{} minutes", experiment::kMinuteTiers[tier]),
              of.of_share(*kSteps[tier]));
  return table.text(width_);
}

std::string PlanTables::contact_and_devices() const {
  const PlanColumns of(report_, month_);
  Table table = of.rows();
  table.add("live contact", of.of_share(metric("live_contact")));
  table.add("calls per", {of.of_metric("contact", metric("attempts_per_live_contact"),
                                       {.decimals = 1, .none = kNoData})});
  table.add("device periods with readings",
            {of.of_metric("2+ days", metric("days2")), of.of_metric("16+ days", metric("days16")),
             of.of_month("9 in 10", [](const MonthSummary& m) { return months_range(m.days16); })});
  return table.text(width_);
}

std::string PlanTables::alerts_and_staff() const {
  const double target = to_minutes(report_.scenario.care.urgent_target);
  const PlanColumns of(report_, month_);
  Table table = of.rows();
  table.add("urgent alerts a month",
            {of.of_metric("raised", metric("urgent_mean"), {.decimals = 1}),
             of.of_metric("late", metric("urgent_late_mean"), {.decimals = 2})});
  table.add(fmt::format("first touched within {:g} minutes", target),
            {of.of_metric("staffed clock", metric("urgent_within_target_share"), {.none = kNoData}),
             of.of_metric("wall clock", metric("urgent_within_target_share_wall_clock"),
                          {.none = kNoData})});
  table.add("staff", {of.of_metric("busy", metric("utilisation"))});
  return table.text(width_);
}

std::string PlanTables::money() const {
  const PlanColumns of(report_, month_);
  Table table = of.rows();
  table.add("dollars a month",
            {of.of_metric("all paid", metric("revenue_usd")),
             of.of_metric("expected", metric("expected_revenue_usd")),
             of.of_month("cost", cost_words), of.of_metric("margin", metric("margin_usd")),
             of.of_month("margin, 9 in 10", [](const MonthSummary& m) {
               return m.margin_usd ? fmt::format("{} to {}", whole_dollars(*m.margin_p5_usd),
                                                 whole_dollars(*m.margin_p95_usd))
                                   : std::string{kNone};
             })});
  add_codes(table, report_, month_);
  return table.text(width_);
}

std::string PlanTables::integrity() const {
  const PlanColumns of(report_, month_);
  Table table = of.rows();
  constexpr As kShown{.none = kNoData};
  table.add("of patients with a claim",
            {of.of_metric("device, no minutes",
                          metric("program_integrity/billed_without_management_share"), kShown),
             of.of_metric("minutes, no device",
                          metric("program_integrity/billed_without_device_share"), kShown),
             of.of_metric("several devices",
                          metric("program_integrity/billed_several_devices_share"), kShown)});
  return table.text(width_);
}

std::string PlanTables::payments() const {
  const PlanColumns of(report_, month_);
  Table table = of.rows();
  std::vector<Column> lost{of.of_month("lower rates",
                                       [](const MonthSummary& m) {
                                         return whole_dollars(m.revenue_usd - m.money.allowed);
                                       }),
                           of.of_metric("not covered", metric("expected_revenue/not_covered_usd")),
                           of.of_metric("held", metric("expected_revenue/held_usd"))};
  if (report_.scenario.care.sign_off.wanted)
    lost.push_back(of.of_metric("of it unsigned", metric("expected_revenue/unsigned_held_usd")));
  lost.push_back(of.of_metric("denied", metric("expected_revenue/denied_usd")));
  lost.push_back(of.of_metric("sequestration", metric("expected_revenue/sequestration_usd")));
  lost.push_back(of.of_metric("bad debt", metric("expected_revenue/bad_debt_usd")));
  table.add("lost on the way", std::move(lost));
  std::set<std::string> payers;
  for (const PlanSummary& plan : report_.summary.plans)
    for (const auto& [payer, usd] : experiment::month_named(plan, month_).money.expected_by_payer)
      payers.insert(payer);
  std::vector<Column> by_payer;
  for (const std::string& payer : payers) {
    std::string words = payer;
    std::ranges::replace(words, '_', ' ');
    by_payer.push_back(of.of_month(words, [&payer](const MonthSummary& m) {
      const auto found = m.money.expected_by_payer.find(payer);
      return whole_dollars(found == m.money.expected_by_payer.end() ? 0 : found->second);
    }));
  }
  table.add("expected from", std::move(by_payer));
  return table.text(width_);
}

}  // namespace caseload::reports
