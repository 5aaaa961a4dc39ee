#include "reports/plan/operations_csv.hpp"

#include <array>
#include <utility>

#include "reports/render/csv.hpp"
#include "sim/experiment/scheduled_hours.hpp"

namespace caseload::reports {
namespace {

constexpr int kShareDecimals = 6;
constexpr int kCountDecimals = 3;
constexpr int kMinuteDecimals = 1;
constexpr int kDollarDecimals = 2;

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
            month.operations, plan.unlimited);
  return csv.text();
}

std::string missed_csv(const PlanReport& report) {
  return each(report, {"cause", "patients_mean"}, [](auto begin, const auto& operations, bool) {
    for (std::size_t cause = 0; cause < experiment::kShortfallReasons; ++cause)
      begin()
          .field(experiment::why(static_cast<experiment::ShortfallReason>(cause)))
          .field(operations.missed20[cause], kCountDecimals)
          .end_row();
  });
}

std::string waits_csv(const PlanReport& report) {
  return each(report, {"severity", "clock", "within_minutes", "share"},
              [](auto begin, const auto& operations, bool) {
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
              [](auto begin, const auto& operations, bool) {
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
  constexpr std::array<std::string_view, 7> kWeekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                      "thursday", "friday", "saturday"};
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
        csv.field(kWeekdays[place / 24]).field(static_cast<std::int64_t>(place % 24));
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
              [](auto begin, const auto& operations, bool) {
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

std::string hours_csv(const PlanReport& report) {
  return each(report, {"activity", "worked_min_mean"},
              [](auto begin, const auto& operations, bool) {
                for (std::size_t kind = 0; kind < rules::kActivities; ++kind)
                  begin()
                      .field(rules::name(static_cast<rules::Activity>(kind)))
                      .field(operations.worked_minutes[kind], kMinuteDecimals)
                      .end_row();
                if (operations.idle_minutes)
                  begin().field("idle").field(*operations.idle_minutes, kMinuteDecimals).end_row();
              });
}

std::string conversations_csv(const PlanReport& report) {
  return each(report,
              {"other_languages_mean", "interpreted_mean", "interpreter_min", "planned_mean",
               "planned_by_primary_mean", "planned_wait_hours"},
              [](auto begin, const auto& operations, bool) {
                const experiment::LanguageSummary& languages = operations.languages;
                const experiment::PlannedSummary& planned = operations.planned;
                begin()
                    .field(languages.conversations_mean, kCountDecimals)
                    .field(languages.interpreted_mean, kCountDecimals)
                    .field(languages.interpreter_minutes_mean, kMinuteDecimals)
                    .field(planned.conversations_mean, kCountDecimals)
                    .field(planned.by_primary_mean, kCountDecimals)
                    .field(planned.wait_hours, kCountDecimals)
                    .end_row();
              });
}

std::string costs_csv(const PlanReport& report) {
  constexpr std::array<std::pair<std::string_view, double experiment::CostSummary::*>, 7> kLines{
      {{"wages", &experiment::CostSummary::wages},
       {"devices", &experiment::CostSummary::devices},
       {"platform", &experiment::CostSummary::platform},
       {"connectivity", &experiment::CostSummary::connectivity},
       {"vendor", &experiment::CostSummary::vendor},
       {"interpreter", &experiment::CostSummary::interpreter},
       {"on_call", &experiment::CostSummary::on_call}}};
  return each(report, {"line", "usd_mean"},
              [&](auto begin, const auto& operations, bool unlimited) {
                if (unlimited) return;  // staff without limit has no wages
                for (const auto& [name, line] : kLines)
                  begin().field(name).field(operations.cost.*line, kDollarDecimals).end_row();
              });
}

std::string cover_csv(const PlanReport& report) {
  return each(report, {"measure", "mean"}, [](auto begin, const auto& operations, bool) {
    const experiment::SignOffSummary& sign_off = operations.sign_off;
    const experiment::OnCallSummary& on_call = operations.on_call;
    const experiment::SecondSummary& second = operations.second;
    const std::array<std::pair<std::string_view, std::optional<double>>, 18> kMeasures{
        {{"sign_off_minutes", sign_off.minutes},
         {"sign_off_month_before_owed", sign_off.owed},
         {"sign_off_month_before_in_time", sign_off.in_time},
         {"sign_off_month_before_late", sign_off.late},
         {"sign_off_month_before_late_days", sign_off.late_days},
         {"sign_off_month_before_open", sign_off.open},
         {"sign_off_owed", sign_off.owed_of_month},
         {"sign_off_held", sign_off.held},
         {"on_call_hours", on_call.hours},
         {"on_call_calls", on_call.calls},
         {"on_call_minutes", on_call.minutes},
         {"ccm_patients", second.ccm_patients},
         {"ccm_min20", second.ccm_reached20},
         {"ccm_worked_minutes", second.ccm_worked_minutes},
         {"ccm_credited_minutes", second.ccm_credited_minutes},
         {"ccm_expected_revenue_usd", second.ccm_paid},
         {"apcm_patients", second.apcm_patients},
         {"apcm_revenue_usd", second.apcm_in_full}}};
    for (const auto& [name, value] : kMeasures)
      begin().field(name).field(value, kCountDecimals).end_row();
  });
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
