#include "reports/plan/month_tables.hpp"

#include <fmt/format.h>

#include "reports/plan/plan_columns.hpp"
#include "reports/render/table.hpp"
#include "reports/render/words.hpp"
#include "sim/experiment/in_question.hpp"
#include "sim/experiment/working_days.hpp"

namespace caseload::reports {
namespace {

using experiment::metric;
using experiment::MonthSummary;

template <class Cell>
Column column(std::string heading, const std::vector<MonthSummary>& months, Cell cell) {
  Column made{.heading = std::move(heading), .cells = {}};
  for (const MonthSummary& month : months) made.cells.push_back(cell(month));
  return made;
}

Column of_metric(std::string heading, const std::vector<MonthSummary>& months,
                 const experiment::MonthMetric& metric, const As& as = {}) {
  return column(std::move(heading), months,
                [&](const MonthSummary& month) { return metric_words(metric, month, as); });
}

Table rows(const std::vector<MonthSummary>& months) {
  std::vector<std::string> names;
  for (const MonthSummary& month : months) names.push_back(month.month.spoken());
  return {"month", std::move(names)};
}

void add_working_days(Table& table, const PlanReport& report,
                      const std::vector<MonthSummary>& months) {
  const auto days = [&](const MonthSummary& m) {
    return experiment::working_days(report.scenario, m.month);
  };
  table.add("days",
            {column("open", months, [&](const MonthSummary& m) { return thousands(days(m).open); }),
             column("holidays", months,
                    [&](const MonthSummary& m) { return thousands(days(m).closed_by_holiday); })});
}

}  // namespace

std::string months_of_all_plans(const PlanReport& report, std::size_t width) {
  const std::size_t tier = experiment::tier_in_question(report.scenario);
  const std::vector<MonthSummary>& months = report.summary.plans.front().months;
  Table table = rows(months);
  add_working_days(table, report, months);
  bool bracketed = false;
  for (const experiment::PlanSummary& plan : report.summary.plans)
    table.add("", {column(plan.name, plan.months, [&](const MonthSummary& m) {
                const bool own = m.own_team || !plan.reference;
                bracketed = bracketed || !own;
                return own ? mean_share(m.reached[tier])
                           : fmt::format("({})", mean_share(m.reached[tier]));
              })});
  return table.text(width) +
         (bracketed ? "(in brackets: the team is that of the plan it extends or tests)\n" : "");
}

std::string months_of_plan_asked(const PlanReport& report, std::size_t width) {
  const std::size_t tier = experiment::tier_in_question(report.scenario);
  const experiment::PlanSummary& plan = experiment::plan_in_question(report.summary);
  const std::vector<MonthSummary>& months = plan.months;
  Table table = rows(months);
  table.add("panel", {of_metric("first day", months, metric("panel_start_mean")),
                      of_metric("joined", months, metric("joined_mean")),
                      of_metric("left", months, metric("left_mean")),
                      of_metric("last day", months, metric("panel_end_mean"))});
  table.add(fmt::format("{} minutes", experiment::kMinuteTiers[tier]),
            {column("share", months,
                    [tier](const MonthSummary& m) { return mean_share(m.reached[tier]); }),
             column("9 in 10", months,
                    [tier](const MonthSummary& m) { return months_range(m.reached[tier]); })});
  table.add("urgent", {of_metric("late", months, metric("urgent_late_mean"), {.decimals = 2})});
  table.add("money", {of_metric("margin", months, metric("margin_usd"))});
  if (!report.scenario.require.empty())
    table.add("all asked", {column("held in", months, [&](const MonthSummary& m) {
                return fmt::format("{} of {}", m.held, plan.replications);
              })});
  return table.text(width);
}

}  // namespace caseload::reports
