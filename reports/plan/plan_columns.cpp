#include "reports/plan/plan_columns.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <utility>
#include <variant>

#include "reports/render/words.hpp"

namespace caseload::reports {
namespace {

using experiment::MonthMetric;
using experiment::MonthSummary;
using experiment::PlanSummary;
using experiment::ShareSummary;

// "64.1–65.0 %": a mean is known to tenths of a point.
std::string mean_interval(const ShareSummary& share) {
  if (share.of == 0) return "";
  return fmt::format("{:.1f}–{:.1f} %", share.ci_low * 100, share.ci_high * 100);
}

std::string number_words(double value, experiment::Unit unit, const As& as) {
  if (unit == experiment::Unit::Share) return percent_words(value);
  if (unit == experiment::Unit::Dollars) return whole_dollars(value);
  if (as.decimals == 0) return whole_number(value / as.divided_by);
  return fmt::format("{:.{}f}", value / as.divided_by, as.decimals);
}

}  // namespace

std::string metric_words(const MonthMetric& metric, const MonthSummary& month, const As& as) {
  if (const auto* share = std::get_if<experiment::Share>(&metric.read))
    return mean_share((*share)(month));
  const std::optional<double> value = std::get<experiment::Number>(metric.read)(month);
  return value ? number_words(*value, metric.unit, as) : std::string{as.none};
}

std::string whole_number(double mean) { return thousands(std::llround(mean)); }

std::string mean_share(const ShareSummary& share) {
  return share.of == 0 ? std::string{kNoData} : percent_words(share.share_mean);
}

std::string months_range(const ShareSummary& share) {
  if (share.of == 0) return "";
  return fmt::format("{:.0f}–{:.0f} %", share.p5 * 100, share.p95 * 100);
}

Table PlanColumns::rows() const {
  std::vector<std::string> names;
  for (const PlanSummary& plan : report_.summary.plans) names.push_back(plan.name);
  return {"plan", std::move(names)};
}

Column PlanColumns::of_plan(std::string heading,
                            const std::function<std::string(const PlanSummary&)>& cell) const {
  Column column{.heading = std::move(heading), .cells = {}};
  for (const PlanSummary& plan : report_.summary.plans) column.cells.push_back(cell(plan));
  return column;
}

Column PlanColumns::of_month(std::string heading,
                             const std::function<std::string(const MonthSummary&)>& cell) const {
  return of_plan(std::move(heading), [&](const PlanSummary& plan) {
    return cell(experiment::month_named(plan, month_));
  });
}

Column PlanColumns::of_metric(std::string heading, const MonthMetric& metric, const As& as) const {
  return of_plan(std::move(heading), [&](const PlanSummary& plan) {
    if (as.with_wages && plan.unlimited) return std::string{as.none};
    return metric_words(metric, experiment::month_named(plan, month_), as);
  });
}

std::vector<Column> PlanColumns::of_share(const MonthMetric& metric) const {
  const experiment::Share share = std::get<experiment::Share>(metric.read);
  const auto column = [&](std::string heading, auto cell) {
    return of_month(std::move(heading), [&](const MonthSummary& m) { return cell(share(m)); });
  };
  return {column("everyone", [](const ShareSummary& s) { return whole_number(s.patients_mean); }),
          column("share", mean_share), column("95 % CI", mean_interval),
          column("9 in 10", months_range)};
}

}  // namespace caseload::reports
