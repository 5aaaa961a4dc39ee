#include "reports/plan/plan_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "reports/plan/ceiling_words.hpp"
#include "reports/render/table.hpp"
#include "reports/render/words.hpp"
#include "sim/experiment/in_question.hpp"

namespace caseload::reports {
namespace {

using experiment::MonthSummary;
using experiment::PlanSummary;
using experiment::ShareSummary;

constexpr std::string_view kNoData = "no data";
constexpr std::string_view kNone = "–";

std::string count(double mean) { return thousands(std::llround(mean)); }
std::string per_cent(const ShareSummary& share) {
  return share.of == 0 ? std::string{kNoData} : percent_words(share.share_mean);
}
std::string per_cent(const std::optional<double>& share) {
  return share ? percent_words(*share) : std::string{kNoData};
}
std::string dollars(const std::optional<double>& usd) {
  return usd ? whole_dollars(*usd) : std::string{kNone};
}

// "64.1–65.0 %": a mean is known to tenths of a point.
std::string mean_interval(const ShareSummary& share) {
  if (share.of == 0) return "";
  return fmt::format("{:.1f}–{:.1f} %", share.ci_low * 100, share.ci_high * 100);
}
// "60–70 %": single months.
std::string months_range(const ShareSummary& share) {
  if (share.of == 0) return "";
  return fmt::format("{:.0f}–{:.0f} %", share.p5 * 100, share.p95 * 100);
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

// Columns with a cell for each plan of one report.
class Columns {
 public:
  Columns(const PlanReport& report, CalendarMonth month) : report_(report), month_(month) {}

  Table rows() const {
    std::vector<std::string> names;
    for (const PlanSummary& plan : report_.summary.plans) names.push_back(plan.name);
    return {"plan", std::move(names)};
  }

  template <class Cell>
  Column plan_column(std::string heading, Cell cell) const {
    Column column{.heading = std::move(heading), .cells = {}};
    for (const PlanSummary& plan : report_.summary.plans) column.cells.push_back(cell(plan));
    return column;
  }
  // Of the month in question.
  template <class Cell>
  Column month_column(std::string heading, Cell cell) const {
    return plan_column(std::move(heading), [&](const PlanSummary& plan) {
      return cell(experiment::month_named(plan, month_));
    });
  }
  template <class Pick>
  std::vector<Column> share_columns(Pick pick) const {
    const auto column = [&](std::string heading, auto cell) {
      return month_column(std::move(heading), [&](const MonthSummary& m) { return cell(pick(m)); });
    };
    return {column("everyone", [](const ShareSummary& s) { return count(s.patients_mean); }),
            column("share", [](const ShareSummary& s) { return per_cent(s); }),
            column("95 % CI", mean_interval), column("9 in 10", months_range)};
  }

  // Every code that any plan's log supports, with units and what they pay at the rule set's rate.
  void add_codes(Table& table) const {
    const rules::RuleSet* rules = report_.scenario.rules.find(month_.end_day() - days{1});
    std::set<std::string> codes;
    for (const PlanSummary& plan : report_.summary.plans)
      for (const auto& [code, units] : experiment::month_named(plan, month_).codes)
        codes.insert(code);
    for (const std::string& code : codes) {
      const auto units = [&](const MonthSummary& m) {
        const auto found = m.codes.find(code);
        return found == m.codes.end() ? 0.0 : found->second;
      };
      std::vector<Column> columns{
          month_column("units", [&](const MonthSummary& m) { return count(units(m)); })};
      if (rules != nullptr && rules->rates.contains(code)) {
        const double rate = rules->rates.at(code).dollars();
        columns.push_back(month_column(
            "all paid", [&](const MonthSummary& m) { return whole_dollars(units(m) * rate); }));
        columns.push_back(month_column("expected", [&](const MonthSummary& m) {
          const auto found = m.money.expected_by_code.find(code);
          return whole_dollars(found == m.money.expected_by_code.end() ? 0 : found->second);
        }));
      }
      table.add(code, std::move(columns));
    }
  }

 private:
  const PlanReport& report_;
  CalendarMonth month_;
};

}  // namespace

PlanTables::PlanTables(const PlanReport& report, std::size_t width)
    : report_(report), month_(experiment::month_in_question(report.summary)), width_(width) {}

std::string PlanTables::verdicts() const {
  if (report_.scenario.require.empty() || report_.experiment.months.size() < 2) return {};
  const Columns of(report_, month_);
  Table table = of.rows();
  table.add(asked_title(), {of.plan_column("answer", answer_word)});
  table.add("hardest of its months",
            {of.plan_column("month", [](const PlanSummary& p) { return p.joint.month.spoken(); }),
             of.plan_column("held in", [](const PlanSummary& p) { return held_words(p.joint); })});
  table.add("of the named months",
            {of.plan_column(
                 "first that fails",
                 [](const PlanSummary& p) { return month_or_none(experiment::first_failing(p)); }),
             of.plan_column("holds from", [](const PlanSummary& p) {
               return month_or_none(experiment::holds_since(p));
             })});
  return table.text(width_);
}

std::string PlanTables::decision() const {
  const std::size_t tier = experiment::tier_in_question(report_.scenario);
  const bool several = report_.experiment.months.size() > 1;
  const Columns of(report_, month_);
  Table table = of.rows();
  if (!report_.scenario.require.empty()) {
    std::vector<Column> asked{
        of.month_column("held in", [](const MonthSummary& m) { return held_words(m.verdict); })};
    if (!several) asked.push_back(of.plan_column("answer", answer_word));
    table.add(asked_title(), std::move(asked));
  }
  std::vector<Column> reached{
      of.month_column("patients",
                      [tier](const MonthSummary& m) {
                        return fmt::format("{} of {}", count(m.reached[tier].eligible_mean),
                                           count(m.patients_eligible_mean));
                      }),
      of.month_column("share", [tier](const MonthSummary& m) { return per_cent(m.reached[tier]); }),
      of.month_column("9 in 10",
                      [tier](const MonthSummary& m) { return months_range(m.reached[tier]); })};
  if (pace_matters(report_))
    reached.push_back(of.month_column("by longer minutes", [tier](const MonthSummary& m) {
      return count(m.by_longer_minutes_mean[tier]);
    }));
  if (!report_.summary.ceiling_of.empty())
    reached.push_back(of.plan_column("ceiling", [&](const PlanSummary& plan) {
      const auto place = static_cast<std::size_t>(&plan - report_.summary.plans.data());
      return per_cent(
          experiment::month_named(report_.summary.ceiling(place), month_).reached[tier]);
    }));
  table.add(fmt::format("{} minutes, of those eligible", experiment::kMinuteTiers[tier]),
            std::move(reached));
  std::vector<Column> cost{of.month_column("that month", cost_words)};
  if (several)
    cost.push_back(
        of.plan_column(fmt::format("mean of {}", report_.experiment.months.size()),
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
  const Columns of(report_, month_);
  Table table = of.rows();
  for (std::size_t tier = 0; tier < experiment::kMinuteTiers.size(); ++tier)
    table.add(fmt::format("{} minutes", experiment::kMinuteTiers[tier]),
              of.share_columns([tier](const MonthSummary& m) -> const ShareSummary& {
                return m.reached[tier];
              }));
  return table.text(width_);
}

std::string PlanTables::contact_and_devices() const {
  const Columns of(report_, month_);
  Table table = of.rows();
  table.add("live contact", of.share_columns([](const MonthSummary& m) -> const ShareSummary& {
    return m.live_contact;
  }));
  table.add("calls per", {of.month_column("contact", [](const MonthSummary& m) {
              return m.attempts_per_live_contact
                         ? fmt::format("{:.1f}", *m.attempts_per_live_contact)
                         : std::string{kNoData};
            })});
  table.add(
      "device periods with readings",
      {of.month_column("2+ days", [](const MonthSummary& m) { return per_cent(m.days2); }),
       of.month_column("16+ days", [](const MonthSummary& m) { return per_cent(m.days16); }),
       of.month_column("9 in 10", [](const MonthSummary& m) { return months_range(m.days16); })});
  return table.text(width_);
}

std::string PlanTables::alerts_and_staff() const {
  const double target = to_minutes(report_.scenario.care.urgent_target);
  const Columns of(report_, month_);
  Table table = of.rows();
  table.add(
      "urgent alerts a month",
      {of.month_column("raised",
                       [](const MonthSummary& m) { return fmt::format("{:.1f}", m.urgent_mean); }),
       of.month_column("late", [](const MonthSummary& m) {
         return fmt::format("{:.2f}", m.urgent_late_mean);
       })});
  table.add(
      fmt::format("first touched within {:g} minutes", target),
      {of.month_column("staffed clock",
                       [](const MonthSummary& m) { return per_cent(m.urgent_in_time_staffed); }),
       of.month_column("wall clock",
                       [](const MonthSummary& m) { return per_cent(m.urgent_in_time_wall); })});
  table.add("staff", {of.month_column("busy", [](const MonthSummary& m) {
              return m.utilisation ? percent_words(*m.utilisation) : std::string{kNone};
            })});
  return table.text(width_);
}

std::string PlanTables::money() const {
  const Columns of(report_, month_);
  Table table = of.rows();
  table.add("dollars a month",
            {of.month_column("all paid",
                             [](const MonthSummary& m) { return whole_dollars(m.revenue_usd); }),
             of.month_column("expected",
                             [](const MonthSummary& m) { return whole_dollars(m.money.expected); }),
             of.month_column("cost", cost_words),
             of.month_column("margin", [](const MonthSummary& m) { return dollars(m.margin_usd); }),
             of.month_column("margin, 9 in 10", [](const MonthSummary& m) {
               return m.margin_usd ? fmt::format("{} to {}", whole_dollars(*m.margin_p5_usd),
                                                 whole_dollars(*m.margin_p95_usd))
                                   : std::string{kNone};
             })});
  of.add_codes(table);
  return table.text(width_);
}

std::string PlanTables::integrity() const {
  const Columns of(report_, month_);
  Table table = of.rows();
  table.add(
      "of patients with a claim",
      {of.month_column("device, no minutes",
                       [](const MonthSummary& m) { return per_cent(m.billed_without_management); }),
       of.month_column("minutes, no device",
                       [](const MonthSummary& m) { return per_cent(m.billed_without_device); }),
       of.month_column("several devices",
                       [](const MonthSummary& m) { return per_cent(m.billed_several_devices); })});
  return table.text(width_);
}

std::string PlanTables::payments() const {
  const Columns of(report_, month_);
  Table table = of.rows();
  const auto part = [&](std::string heading, double experiment::MoneySummary::* member) {
    return of.month_column(std::move(heading), [member](const MonthSummary& m) {
      return whole_dollars(m.money.*member);
    });
  };
  std::vector<Column> lost{of.month_column("lower rates",
                                           [](const MonthSummary& m) {
                                             return whole_dollars(m.revenue_usd - m.money.allowed);
                                           }),
                           part("not covered", &experiment::MoneySummary::not_covered),
                           part("held", &experiment::MoneySummary::held)};
  if (report_.scenario.care.sign_off.wanted)
    lost.push_back(part("of it unsigned", &experiment::MoneySummary::unsigned_held));
  lost.push_back(part("denied", &experiment::MoneySummary::denied));
  lost.push_back(part("sequestration", &experiment::MoneySummary::sequestration));
  lost.push_back(part("bad debt", &experiment::MoneySummary::bad_debt));
  table.add("lost on the way", std::move(lost));
  std::set<std::string> payers;
  for (const PlanSummary& plan : report_.summary.plans)
    for (const auto& [payer, usd] : experiment::month_named(plan, month_).money.expected_by_payer)
      payers.insert(payer);
  std::vector<Column> by_payer;
  for (const std::string& payer : payers) {
    std::string words = payer;
    std::ranges::replace(words, '_', ' ');
    by_payer.push_back(of.month_column(words, [&payer](const MonthSummary& m) {
      const auto found = m.money.expected_by_payer.find(payer);
      return whole_dollars(found == m.money.expected_by_payer.end() ? 0 : found->second);
    }));
  }
  table.add("expected from", std::move(by_payer));
  return table.text(width_);
}

}  // namespace caseload::reports
