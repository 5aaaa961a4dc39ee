#include "reports/plan/operations_csv.hpp"

#include <array>
#include <utility>

#include "reports/plan/metric_field.hpp"
#include "reports/render/csv.hpp"
#include "sim/base/weekday.hpp"
#include "sim/experiment/month_metrics.hpp"
#include "sim/experiment/scheduled_hours.hpp"

namespace caseload::reports {
namespace {

using Severity =
    std::pair<std::string_view, experiment::WaitSummary experiment::OperationsSummary::*>;
constexpr std::array<Severity, 2> kSeverities{{{"urgent", &experiment::OperationsSummary::urgent},
                                               {"other", &experiment::OperationsSummary::routine}}};

// Calls `write(csv, operations)` for every plan and month; `begin` writes their two fields.
template <class Write>
std::string each(const PlanReport& report, std::vector<std::string_view> header, Write write) {
  header.insert(header.begin(), {"plan", "month"});
  Csv csv(header);
  for (const experiment::PlanSummary& plan : report.summary.plans)
    for (const experiment::MonthSummary& month : plan.months)
      write([&]() -> Csv& { return csv.field(plan.name).field(month.month.name()); },
            month.operations);
  return csv.text();
}

std::string missed_csv(const PlanReport& report) {
  return each(report, {"cause", "patients_mean"}, [](auto begin, const auto& operations) {
    for (std::size_t cause = 0; cause < experiment::kShortfallReasons; ++cause)
      begin()
          .field(experiment::why(static_cast<experiment::ShortfallReason>(cause)))
          .field(operations.missed20[cause], kCountDecimals)
          .end_row();
  });
}

std::string waits_csv(const PlanReport& report) {
  return each(report, {"severity", "clock", "within_minutes", "share"},
              [](auto begin, const auto& operations) {
                for (const auto& [name, severity] : kSeverities)
                  for (std::size_t limit = 0; limit < care::kWaitLimits.size(); ++limit)
                    for (const bool staffed : {true, false}) {
                      const experiment::WaitSummary& waits = operations.*severity;
                      begin()
                          .field(name)
                          .field(staffed ? "staffed" : "wall")
                          .field(care::kWaitLimits[limit])
                          .field(staffed ? waits.within_staffed[limit] : waits.within_wall[limit],
                                 kShareDecimals)
                          .end_row();
                    }
              });
}

std::string arrivals_csv(const PlanReport& report) {
  return each(report, {"severity", "hour", "raised_mean", "late_mean_staffed", "late_mean_wall"},
              [](auto begin, const auto& operations) {
                for (const auto& [name, severity] : kSeverities)
                  for (std::size_t hour = 0; hour < 24; ++hour) {
                    const auto& at = (operations.*severity).by_hour[hour];
                    begin()
                        .field(name)
                        .field(static_cast<std::int64_t>(hour))
                        .field(at.raised_mean, kCountDecimals)
                        .field(at.late_staffed_mean, kCountDecimals)
                        .field(at.late_wall_mean, kCountDecimals)
                        .end_row();
                  }
              });
}

std::string busy_csv(const PlanReport& report) {
  Csv csv({"plan", "month", "weekday", "hour", "staffed_min", "busy_share", "unanswered_share",
           "scheduled"});
  for (std::size_t plan = 0; plan < report.summary.plans.size(); ++plan)
    for (const experiment::MonthSummary& month : report.summary.plans[plan].months) {
      const auto scheduled =
          experiment::scheduled_hours(report.scenario, report.experiment.plans[plan], month.month);
      for (std::size_t place = 0; place < month.operations.week.size(); ++place) {
        const experiment::HourSummary& hour = month.operations.week[place];
        if (hour.staffed_minutes <= 0) continue;
        const bool shares = scheduled[place];
        csv.field(report.summary.plans[plan].name).field(month.month.name());
        csv.field(kWeekdayWords[place / 24]).field(static_cast<std::int64_t>(place % 24));
        csv.field(hour.staffed_minutes, kMinuteDecimals);
        csv.field(shares ? hour.busy : std::nullopt, kShareDecimals);
        csv.field(shares ? hour.unanswered : std::nullopt, kShareDecimals);
        csv.field(shares ? "true" : "false").end_row();
      }
    }
  return csv.text();
}

std::string open_work_csv(const PlanReport& report) {
  return each(report, {"day", "urgent_mean", "calls_mean", "other_mean", "p5", "median", "p95"},
              [](auto begin, const auto& operations) {
                for (std::size_t day = 0; day < operations.open_by_day.size(); ++day) {
                  const experiment::OpenSummary& open = operations.open_by_day[day];
                  Csv& row = begin().field(static_cast<std::int64_t>(day + 1));
                  for (const double value : {open.urgent_mean, open.calls_mean, open.other_mean,
                                             open.p5, open.median, open.p95})
                    row.field(value, kCountDecimals);
                  row.end_row();
                }
              });
}

// A row for each metric of the file of which `told(plan, value)`.
template <class Told>
std::string rows_csv(const PlanReport& report, experiment::CsvFile file,
                     std::vector<std::string_view> header, std::optional<int> decimals, Told told) {
  header.insert(header.begin(), {"plan", "month"});
  Csv csv(header);
  const auto metrics = experiment::metrics_of(experiment::kMonthMetrics, file);
  for (const experiment::PlanSummary& plan : report.summary.plans)
    for (const experiment::MonthSummary& month : plan.months)
      for (const experiment::MonthMetric* metric : metrics) {
        const auto row = [&](std::string_view name, const std::optional<double>& value) {
          if (!told(plan, value)) return;
          csv.field(plan.name).field(month.month.name()).field(name);
          csv.field(value, decimals.value_or(decimals_of(metric->unit))).end_row();
        };
        if (const auto* by_name = std::get_if<experiment::ByName>(&metric->read)) {
          for (const auto& [name, value] : (*by_name)(month)) row(name, value);
        } else {
          row(metric->csv.name, std::get<experiment::Number>(metric->read)(month));
        }
      }
  return csv.text();
}

using Plan = const experiment::PlanSummary&;
using Value = const std::optional<double>&;

std::string hours_csv(const PlanReport& report) {
  return rows_csv(report, experiment::CsvFile::Hours, {"activity", "worked_min_mean"}, {},
                  [](Plan, Value value) { return value.has_value(); });
}

// Staff without limit has no wages.
std::string costs_csv(const PlanReport& report) {
  return rows_csv(report, experiment::CsvFile::Costs, {"line", "usd_mean"}, {},
                  [](Plan plan, Value) { return !plan.unlimited; });
}

// Of many units: all with the decimals of a count.
std::string cover_csv(const PlanReport& report) {
  return rows_csv(report, experiment::CsvFile::Cover, {"measure", "mean"}, kCountDecimals,
                  [](Plan, Value) { return true; });
}

std::string conversations_csv(const PlanReport& report) {
  const auto metrics =
      experiment::metrics_of(experiment::kMonthMetrics, experiment::CsvFile::Conversations);
  std::vector<std::string_view> header{"plan", "month"};
  for (const experiment::MonthMetric* metric : metrics) header.push_back(metric->csv.name);
  Csv csv(header);
  for (const experiment::PlanSummary& plan : report.summary.plans)
    for (const experiment::MonthSummary& month : plan.months) {
      csv.field(plan.name).field(month.month.name());
      for (const experiment::MonthMetric* metric : metrics) metric_field(csv, *metric, month);
      csv.end_row();
    }
  return csv.text();
}

}  // namespace

std::vector<OutputFile> operations_csv(const PlanReport& report) {
  return {{"csv/missed.csv", missed_csv(report)},
          {"csv/waits.csv", waits_csv(report)},
          {"csv/arrivals.csv", arrivals_csv(report)},
          {"csv/busy.csv", busy_csv(report)},
          {"csv/open_work.csv", open_work_csv(report)},
          {"csv/costs.csv", costs_csv(report)},
          {"csv/hours.csv", hours_csv(report)},
          {"csv/conversations.csv", conversations_csv(report)},
          {"csv/cover.csv", cover_csv(report)}};
}

}  // namespace caseload::reports
