#include "reports/plan/plan_csv.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <set>
#include <utility>

#include "reports/plan/metric_field.hpp"
#include "reports/plan/operations_csv.hpp"
#include "reports/render/csv.hpp"
#include "reports/render/scenario_words.hpp"
#include "sim/experiment/month_metrics.hpp"
#include "sim/experiment/run_metrics.hpp"
#include "sim/experiment/working_days.hpp"

namespace caseload::reports {
namespace {

std::string plans_csv(const PlanReport& report) {
  Csv csv({"plan", "staff", "policy", "unlimited", "monthly_cost_usd", "replications", "verdict",
           "worst_month", "held", "of", "low95", "high95", "role", "reference", "judged_months",
           "first_failing_month", "holds_since"});
  const bool judged = !report.scenario.require.empty();
  for (const experiment::PlanSummary& plan : report.summary.plans) {
    std::string staff;
    for (const std::string& name : plan.staff) staff += (staff.empty() ? "" : "; ") + name;
    csv.field(plan.name).field(staff).field(policy_words(report.scenario.care.policy));
    csv.field(plan.unlimited ? "true" : "false");
    csv.field(plan.monthly_cost_usd, kDollarDecimals).field(plan.replications);
    if (judged) {
      csv.field(name(plan.answer));
      csv.field(plan.joint.month.name()).field(plan.joint.held).field(plan.joint.of);
      csv.field(plan.joint.low, kShareDecimals).field(plan.joint.high, kShareDecimals);
    } else {
      for (int i = 0; i < 6; ++i) csv.field("");
    }
    csv.field(name(plan.role()));
    csv.field(plan.reference ? report.summary.plans[*plan.reference].name : "");
    csv.field(fmt::format("{}", fmt::join(judged_months(plan), "; ")));
    const auto month_field = [&](const std::optional<CalendarMonth>& month) {
      csv.field(month ? month->name() : "");
    };
    month_field(judged ? experiment::first_failing(plan) : std::nullopt);
    month_field(judged ? experiment::holds_since(plan) : std::nullopt);
    csv.end_row();
  }
  return csv.text();
}

std::string months_csv(const PlanReport& report) {
  const auto metrics =
      experiment::metrics_of(experiment::kMonthMetrics, experiment::CsvFile::Months);
  std::vector<std::string_view> header{"plan", "month", "working_days", "closed_by_holiday"};
  for (const experiment::MonthMetric* metric : metrics) header.push_back(metric->csv.name);
  header.insert(header.end(), {"all_asked_held", "replications", "answer", "own_team"});
  Csv csv(header);
  for (const experiment::PlanSummary& plan : report.summary.plans)
    for (const experiment::MonthSummary& month : plan.months) {
      const experiment::WorkingDays days = experiment::working_days(report.scenario, month.month);
      csv.field(plan.name).field(month.month.name());
      csv.field(days.open).field(days.closed_by_holiday);
      for (const experiment::MonthMetric* metric : metrics) metric_field(csv, *metric, month);
      if (report.scenario.require.empty()) csv.field("");
      else csv.field(month.held);
      csv.field(plan.replications);
      csv.field(report.scenario.require.empty() ? "" : name(month.verdict.answer));
      csv.field(month.own_team ? "true" : "false").end_row();
    }
  return csv.text();
}

std::string shares_csv(const PlanReport& report) {
  Csv csv({"plan", "month", "metric", "patients_mean", "share_mean", "share_ci95_low",
           "share_ci95_high", "share_p5", "share_p95"});
  const auto metrics =
      experiment::metrics_of(experiment::kMonthMetrics, experiment::CsvFile::Shares);
  for (const experiment::PlanSummary& plan : report.summary.plans)
    for (const experiment::MonthSummary& month : plan.months) {
      const auto row = [&](std::string_view metric, const experiment::ShareSummary& share) {
        csv.field(plan.name)
            .field(month.month.name())
            .field(metric)
            .field(share.patients_mean, kCountDecimals);
        for (const double value :
             {share.share_mean, share.ci_low, share.ci_high, share.p5, share.p95})
          csv.field(share.of > 0 ? std::optional(value) : std::nullopt, kShareDecimals);
        csv.end_row();
      };
      const auto ceiling_rows = [&] {
        if (report.summary.ceiling_of.empty()) return;
        const auto place = static_cast<std::size_t>(&plan - report.summary.plans.data());
        const experiment::MonthSummary& ceiling =
            experiment::month_named(report.summary.ceiling(place), month.month);
        for (std::size_t tier = 0; tier < experiment::kMinuteTiers.size(); ++tier)
          row(fmt::format("min{}_ceiling", experiment::kMinuteTiers[tier]), ceiling.reached[tier]);
      };
      bool of_minutes = true;  // behind the steps of minutes stand those of the ceiling
      for (const experiment::MonthMetric* metric : metrics) {
        if (of_minutes && !metric->of_ceiling) ceiling_rows();
        of_minutes = metric->of_ceiling;
        row(metric->csv.name, std::get<experiment::Share>(metric->read)(month));
      }
    }
  return csv.text();
}

std::string codes_csv(const PlanReport& report) {
  Csv csv({"plan", "month", "code", "units_mean", "rate_usd", "revenue_usd_mean",
           "expected_revenue_usd_mean", "rules"});
  for (const experiment::PlanSummary& plan : report.summary.plans)
    for (const experiment::MonthSummary& month : plan.months) {
      const rules::RuleSet* rules = report.scenario.rules.find(month.month.end_day() - days{1});
      for (const auto& [code, units] : month.codes) {
        std::optional<double> rate;
        if (rules != nullptr && rules->rates.contains(code)) rate = rules->rates.at(code).dollars();
        csv.field(plan.name).field(month.month.name()).field(code).field(units, kCountDecimals);
        csv.field(rate, kDollarDecimals);
        csv.field(rate ? std::optional(units * *rate) : std::nullopt, kDollarDecimals);
        const auto expected = month.money.expected_by_code.find(code);
        csv.field(expected != month.money.expected_by_code.end() ? std::optional(expected->second)
                                                                 : std::nullopt,
                  kDollarDecimals);
        csv.field(rules != nullptr ? rules->name : "");
        csv.end_row();
      }
    }
  return csv.text();
}

std::string staff_csv(const PlanReport& report) {
  std::vector<std::string_view> header{"plan", "month", "staff"};
  for (const experiment::StaffMetric& metric : experiment::kStaffMetrics)
    header.push_back(metric.name);
  Csv csv(header);
  const experiment::Experiment& experiment = report.experiment;
  for (std::size_t plan = 0; plan < experiment.plans.size(); ++plan)
    for (std::size_t month = 0; month < experiment.months.size(); ++month) {
      const std::vector<experiment::MonthOutcome>& rows = experiment.outcomes[plan][month];
      for (std::size_t person = 0; person < rows.front().staff.size(); ++person) {
        csv.field(experiment.plans[plan].name)
            .field(experiment.months[month].name())
            .field(rows.front().staff[person].name);
        for (const experiment::StaffMetric& metric : experiment::kStaffMetrics)
          csv.field(experiment::mean_minutes(rows, person, metric), kMinuteDecimals);
        csv.end_row();
      }
    }
  return csv.text();
}

// Every code of any row, so that all rows have the same columns.
std::set<std::string> all_codes(const experiment::Experiment& experiment) {
  std::set<std::string> codes;
  for (const auto& plan : experiment.outcomes)
    for (const auto& month : plan)
      for (const experiment::MonthOutcome& row : month)
        for (const auto& [code, units] : row.codes) codes.insert(code);
  return codes;
}

std::string runs_csv(const PlanReport& report) {
  const experiment::Experiment& experiment = report.experiment;
  const std::set<std::string> codes = all_codes(experiment);
  std::vector<std::string> code_columns;
  for (const std::string& code : codes) code_columns.push_back("units_" + code);

  std::vector<std::string_view> header{"plan", "month", "replication"};
  for (const experiment::RunMetric& metric : experiment::kRunMetrics) header.push_back(metric.name);
  header.push_back("fingerprint");
  header.insert(header.end(), code_columns.begin(), code_columns.end());
  Csv csv(header);

  for (std::size_t plan = 0; plan < experiment.plans.size(); ++plan)
    for (std::size_t month = 0; month < experiment.months.size(); ++month)
      for (std::size_t replication = 0; replication < experiment.outcomes[plan][month].size();
           ++replication) {
        const experiment::MonthOutcome& row = experiment.outcomes[plan][month][replication];
        csv.field(experiment.plans[plan].name).field(experiment.months[month].name());
        csv.field(static_cast<std::int64_t>(replication));
        for (const experiment::RunMetric& metric : experiment::kRunMetrics) {
          const bool told = !metric.with_wages || !experiment.plans[plan].unlimited;
          csv.field(told ? std::optional(metric.read(row)) : std::nullopt,
                    metric.unit == experiment::Unit::Count ? 0 : decimals_of(metric.unit));
        }
        csv.field(fmt::format("{:016x}", row.fingerprint));
        for (const std::string& code : codes) {
          const auto units = row.codes.find(code);
          csv.field(units == row.codes.end() ? 0 : units->second);
        }
        csv.end_row();
      }
  return csv.text();
}

}  // namespace

std::vector<OutputFile> plan_csv(const PlanReport& report) {
  std::vector<OutputFile> files = operations_csv(report);
  files.push_back({"csv/plans.csv", plans_csv(report)});
  files.push_back({"csv/months.csv", months_csv(report)});
  files.push_back({"csv/shares.csv", shares_csv(report)});
  files.push_back({"csv/codes.csv", codes_csv(report)});
  files.push_back({"csv/staff.csv", staff_csv(report)});
  files.push_back({"csv/runs.csv", runs_csv(report)});
  return files;
}

}  // namespace caseload::reports
