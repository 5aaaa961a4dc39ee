#include "reports/plan/month_json.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <variant>

#include "reports/plan/operations_json.hpp"
#include "reports/render/rounded.hpp"
#include "sim/experiment/month_metrics.hpp"

namespace caseload::reports {
namespace {

using Json = nlohmann::ordered_json;
using experiment::MonthMetric;
using experiment::MonthSummary;
using experiment::Unit;

Json rounded(double value, Unit unit) {
  return unit == Unit::Dollars ? cents(value) : six_digits(value);
}

Json share_json(const experiment::ShareSummary& summary) {
  Json json{{"patients_mean", six_digits(summary.patients_mean)}};
  if (summary.of == 0) {
    for (const char* member : {"share_mean", "share_ci95", "share_p5", "share_p95"})
      json[member] = nullptr;
    return json;
  }
  json["share_mean"] = six_digits(summary.share_mean);
  json["share_ci95"] = Json::array({six_digits(summary.ci_low), six_digits(summary.ci_high)});
  json["share_p5"] = six_digits(summary.p5);
  json["share_p95"] = six_digits(summary.p95);
  return json;
}

struct Told {
  const MonthMetric& metric;
  const MonthSummary& month;
  const std::bitset<7 * 24>& scheduled;

  Json operator()(experiment::Series) const { return series_json(metric.name, month, scheduled); }
  Json operator()(experiment::Number read) const {
    const std::optional<double> value = read(month);
    return value ? rounded(*value, metric.unit) : Json(nullptr);
  }
  Json operator()(experiment::Share read) const { return share_json(read(month)); }
  Json operator()(experiment::ByName read) const {
    Json json = Json::object();
    for (const auto& [name, value] : read(month)) json[name] = rounded(value, metric.unit);
    return json;
  }
};

// "operations/on_call/hours_mean": what lies there, made where there is nothing yet.
Json& member(Json& block, std::string_view path) {
  const std::size_t slash = path.find('/');
  Json& here = block[std::string{path.substr(0, slash)}];
  return slash == std::string_view::npos ? here : member(here, path.substr(slash + 1));
}

void add(Json& block, const Told& told) {
  member(block, told.metric.name) = std::visit(told, told.metric.read);
}

}  // namespace

void add_metrics(Json& block, const MonthSummary& month, const std::bitset<7 * 24>& scheduled) {
  for (const MonthMetric& metric : experiment::kMonthMetrics)
    if (metric.in_json) add(block, {metric, month, scheduled});
}

void add_ceiling_metrics(Json& block, const MonthSummary& ceiling) {
  for (const MonthMetric& metric : experiment::kMonthMetrics)
    if (metric.of_ceiling) add(block, {metric, ceiling, {}});
}

}  // namespace caseload::reports
