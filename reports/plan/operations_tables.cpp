#include "reports/plan/operations_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/plan/cover_tables.hpp"
#include "reports/plan/plan_columns.hpp"
#include "reports/render/clinical_words.hpp"
#include "reports/render/table.hpp"
#include "reports/render/words.hpp"
#include "sim/base/weekday.hpp"
#include "sim/experiment/in_question.hpp"
#include "sim/experiment/scheduled_hours.hpp"

namespace caseload::reports {
namespace {

using experiment::metric;
using experiment::OperationsSummary;
using experiment::PlanSummary;
using experiment::WaitSummary;

// Where a report has room for four of the limits: 15 minutes, an hour, four hours, and eight
// staffed hours or a day on the wall clock.
using Limits = std::array<std::size_t, 4>;
constexpr Limits kStaffedLimits{1, 3, 5, 6};
constexpr Limits kWallLimits{1, 3, 5, 7};

constexpr As kTenths{.decimals = 1};

std::string limit_words(int limit) {
  if (limit % 1440 == 0) return fmt::format("{} d", limit / 1440);
  return limit % 60 == 0 ? fmt::format("{} h", limit / 60) : fmt::format("{} min", limit);
}
std::string share_words(const std::optional<double>& share) {
  return share ? percent_words(*share) : std::string{kNone};
}
std::string tenths(double value) { return fmt::format("{:.1f}", value); }
std::string signed_count(double mean) { return fmt::format("{:+}", std::llround(mean)); }

template <class Row, class Cell>
Column column(std::string heading, const std::vector<Row>& rows, Cell cell) {
  Column made{.heading = std::move(heading), .cells = {}};
  for (const Row& row : rows) made.cells.push_back(cell(row));
  return made;
}

std::vector<std::string> names_of(const experiment::Summary& summary) {
  std::vector<std::string> names;
  for (const PlanSummary& plan : summary.plans) names.push_back(plan.name);
  return names;
}

}  // namespace

OperationsTables::OperationsTables(const PlanReport& report, std::size_t width)
    : report_(report),
      asked_(experiment::plan_in_question(report.summary)),
      month_(experiment::month_in_question(report.summary)),
      width_(width) {}

const OperationsSummary& OperationsTables::of(const PlanSummary& plan) const {
  return experiment::month_named(plan, month_).operations;
}

std::string OperationsTables::missed() const {
  std::vector<std::string> names{"reach 20 minutes"};
  for (int cause = 0; cause < experiment::kShortfallReasons; ++cause)
    names.emplace_back(experiment::why(static_cast<experiment::ShortfallReason>(cause)));
  Table table("of everyone enrolled", names);
  for (const PlanSummary& plan : report_.summary.plans) {
    Column patients{.heading = "patients", .cells = {}};
    patients.cells.push_back(thousands(std::llround(
        experiment::month_named(plan, month_).reached[experiment::kBillingTier].patients_mean)));
    for (const double mean : of(plan).missed20) patients.cells.push_back(tenths(mean));
    table.add(plan.name, {std::move(patients)});
  }
  std::string text = table.text(width_);
  if (!report_.what_if) return text;

  std::vector<std::string> lifted;
  for (const experiment::Limit limit : experiment::kLimits)
    lifted.push_back(fmt::format("{}", experiment::lifted(limit)));
  lifted.emplace_back("these people were never busy, at stated durations");
  Table gains("more at 20 minutes, if", lifted);
  for (std::size_t plan = 0; plan < report_.summary.plans.size(); ++plan) {
    const experiment::PlanGains& mine = report_.what_if->gains[plan];
    Column patients{.heading = "patients", .cells = {}};
    for (const experiment::Gain& gain : mine.by_limit)
      patients.cells.push_back(signed_count(gain.patients));
    patients.cells.push_back(
        report_.summary.plans[plan].unlimited ? "–" : signed_count(mine.staff.patients));
    gains.add(report_.summary.plans[plan].name, {std::move(patients)});
  }
  return text + "\n" + gains.text(width_);
}

std::string OperationsTables::waits() const {
  Table table("plan", names_of(report_.summary));
  const auto& plans = report_.summary.plans;
  const auto group = [&](std::string title, WaitSummary OperationsSummary::* severity,
                         WaitSummary::Within WaitSummary::* clock, const Limits& limits) {
    std::vector<Column> columns;
    for (const std::size_t limit : limits)
      columns.push_back(
          column(limit_words(care::kWaitLimits[limit]), plans, [&](const PlanSummary& plan) {
            return share_words((of(plan).*severity.*clock)[limit]);
          }));
    table.add(std::move(title), std::move(columns));
  };
  const PlanColumns columns(report_, month_);
  table.add(
      "urgent",
      {columns.of_metric("raised", metric("operations/first_touch/urgent/raised_mean"), kTenths),
       columns.of_metric("still waiting", metric("operations/first_touch/urgent/untouched_mean"),
                         kTenths)});
  group("urgent within, staffed clock", &OperationsSummary::urgent, &WaitSummary::within_staffed,
        kStaffedLimits);
  group("urgent within, wall clock", &OperationsSummary::urgent, &WaitSummary::within_wall,
        kWallLimits);
  table.add(
      "all others",
      {columns.of_metric("raised", metric("operations/first_touch/others/raised_mean"), kTenths),
       columns.of_metric("still waiting", metric("operations/first_touch/others/untouched_mean"),
                         kTenths)});
  group("others within, staffed clock", &OperationsSummary::routine, &WaitSummary::within_staffed,
        kStaffedLimits);
  group("others within, wall clock", &OperationsSummary::routine, &WaitSummary::within_wall,
        kWallLimits);
  return table.text(width_);
}

std::string OperationsTables::waits_by_hour() const {
  struct Band {
    std::size_t from, to;
  };
  const std::vector<Band> bands{{0, 6},   {6, 8},   {8, 10},  {10, 12},
                                {12, 14}, {14, 16}, {16, 18}, {18, 24}};
  std::vector<std::string> names;
  for (const Band& band : bands) names.push_back(fmt::format("{:02}–{:02} h", band.from, band.to));
  Table table("raised at", names);
  const auto sum = [&](const WaitSummary& waits, double WaitSummary::AtHour::* what) {
    return column("", bands, [&, what](const Band& band) {
      double total = 0;
      for (std::size_t hour = band.from; hour < band.to; ++hour) total += waits.by_hour[hour].*what;
      return fmt::format("{:.2f}", total);
    });
  };
  const auto add = [&](std::string title, const WaitSummary& waits) {
    Column raised = sum(waits, &WaitSummary::AtHour::raised_mean);
    Column staffed = sum(waits, &WaitSummary::AtHour::late_staffed_mean);
    Column wall = sum(waits, &WaitSummary::AtHour::late_wall_mean);
    raised.heading = "raised";
    staffed.heading = "late, staffed clock";
    wall.heading = "late, wall clock";
    table.add(std::move(title), {std::move(raised), std::move(staffed), std::move(wall)});
  };
  add("urgent alerts a month", of(asked_).urgent);
  add("all others", of(asked_).routine);
  return table.text(width_);
}

std::string OperationsTables::busy() const {
  const auto place = static_cast<std::size_t>(&asked_ - report_.summary.plans.data());
  const std::bitset<7 * 24> scheduled =
      experiment::scheduled_hours(report_.scenario, report_.experiment.plans[place], month_);
  const auto& week = of(asked_).week;
  const auto shown = [&](std::size_t hour) {
    return scheduled[hour] && week[hour].staffed_minutes > 0;
  };
  std::vector<std::size_t> hours;
  for (std::size_t hour = 0; hour < 24; ++hour)
    for (std::size_t weekday = 0; weekday < 7; ++weekday)
      if (shown(weekday * 24 + hour) && (hours.empty() || hours.back() != hour))
        hours.push_back(hour);
  if (hours.empty()) return "Nobody is scheduled.\n";
  std::vector<std::string> names;
  for (const std::size_t hour : hours)
    names.push_back(fmt::format("{:02}–{:02} h", hour, hour + 1));
  Table table("busy", names);
  std::vector<Column> columns;
  for (std::size_t i = 1; i <= 7; ++i) {
    const std::size_t weekday = i % 7;  // Monday first
    columns.push_back(column(std::string{short_weekday(weekday)}, hours, [&](std::size_t hour) {
      return shown(weekday * 24 + hour) ? share_words(week[weekday * 24 + hour].busy)
                                        : std::string{kNone};
    }));
  }
  table.add("share of the time present for RPM", std::move(columns));
  table.add("of it in vain", {column("ringing", hours, [&](std::size_t hour) {
              double staffed = 0, unanswered = 0;
              for (std::size_t weekday = 0; weekday < 7; ++weekday) {
                const experiment::HourSummary& cell = week[weekday * 24 + hour];
                if (!shown(weekday * 24 + hour)) continue;
                staffed += cell.staffed_minutes;
                unanswered += cell.staffed_minutes * cell.unanswered.value_or(0);
              }
              return percent_words(unanswered / staffed);
            })});
  return table.text(width_);
}

// Kinds of work that no plan ever did are left out.
std::string OperationsTables::hours() const {
  const auto& plans = report_.summary.plans;
  std::vector<std::size_t> kinds;
  std::vector<std::string> names;
  for (std::size_t kind = 0; kind < rules::kActivities; ++kind) {
    const auto done = [&](const PlanSummary& plan) { return of(plan).worked_minutes[kind] > 0; };
    if (std::ranges::none_of(plans, done)) continue;
    kinds.push_back(kind);
    names.emplace_back(rules::kind_of(static_cast<rules::Activity>(kind)).words);
  }
  for (const char* sum : {"all work", "with nothing due"}) names.emplace_back(sum);
  Table table("hours a month", names);
  for (const PlanSummary& plan : plans) {
    Column hours{.heading = "hours", .cells = {}};
    double all = 0;
    for (const std::size_t kind : kinds) {
      const double minutes = of(plan).worked_minutes[kind];
      hours.cells.push_back(tenths(minutes / 60));
      all += minutes;
    }
    hours.cells.push_back(tenths(all / 60));
    const std::optional<double> idle = of(plan).idle_minutes;
    hours.cells.push_back(idle ? tenths(*idle / 60) : std::string{kNone});
    table.add(plan.name, {std::move(hours)});
  }
  return table.text(width_);
}

std::string OperationsTables::inbound() const {
  Table table("plan", names_of(report_.summary));
  const auto& plans = report_.summary.plans;
  const PlanColumns of_plans(report_, month_);
  table.add(
      "calls from patients, a month",
      {of_plans.of_metric("come", metric("operations/inbound_calls/raised_mean"), kTenths),
       of_plans.of_metric("answered", metric("operations/inbound_calls/answered_mean"), kTenths)});
  table.add("wait",
            {of_plans.of_metric("mean min", metric("operations/inbound_calls/wait_minutes_mean"),
                                kTenths)});
  std::vector<Column> columns;
  for (std::size_t limit = 0; limit < care::kAnswerLimits.size(); ++limit)
    columns.push_back(column(
        limit_words(care::kAnswerLimits[limit]), plans,
        [&](const PlanSummary& plan) { return share_words(of(plan).inbound.within[limit]); }));
  table.add("answered within, wall clock", std::move(columns));
  return table.text(width_);
}

std::string OperationsTables::open_work() const {
  std::vector<std::size_t> days;
  const auto& open = of(asked_).open_by_day;
  for (const std::size_t day : {0U, 4U, 9U, 14U, 19U, 24U}) days.push_back(day);
  days.push_back(open.size() - 1);
  std::vector<std::string> names;
  for (const std::size_t day : days) names.push_back(fmt::format("day {}", day + 1));
  Table table("end of", names);
  table.add("tasks due and not taken up",
            {column("median", days,
                    [&](std::size_t day) { return fmt::format("{:.0f}", open[day].median); }),
             column("9 in 10", days, [&](std::size_t day) {
               return fmt::format("{:.0f}–{:.0f}", open[day].p5, open[day].p95);
             })});
  table.add("mean",
            {column("urgent", days, [&](std::size_t day) { return tenths(open[day].urgent_mean); }),
             column("calls", days, [&](std::size_t day) { return tenths(open[day].calls_mean); }),
             column("other", days, [&](std::size_t day) { return tenths(open[day].other_mean); })});
  return table.text(width_);
}

std::string OperationsTables::costs() const {
  const PlanColumns of(report_, month_);
  Table table = of.rows();
  constexpr As kPaid{.with_wages = true};
  std::vector<Column> lines{
      of.of_metric("wages", metric("operations/cost_usd/wages"), kPaid),
      of.of_metric("devices", metric("operations/cost_usd/devices"), kPaid),
      of.of_metric("platform", metric("operations/cost_usd/platform"), kPaid),
      of.of_metric("connectivity", metric("operations/cost_usd/connectivity"), kPaid),
      of.of_metric("vendor", metric("operations/cost_usd/vendor"), kPaid)};
  if (!report_.scenario.population.languages.empty())
    lines.push_back(of.of_metric("interpreter", metric("operations/cost_usd/interpreter"), kPaid));
  if (anybody_on_call(report_.scenario))
    lines.push_back(of.of_metric("on call", metric("operations/cost_usd/on_call"), kPaid));
  table.add("dollars a month", std::move(lines));
  table.add("overtime", {of.of_metric("hours", metric("operations/overtime_minutes_mean"),
                                      {.decimals = 1, .divided_by = 60, .with_wages = true})});
  return table.text(width_);
}

std::string OperationsTables::high_acuity() const {
  const PlanColumns of(report_, month_);
  Table table = of.rows();
  table.add("eligible patients of high acuity",
            {of.of_metric("there are", metric("operations/high_acuity/eligible_mean"), kTenths),
             of.of_metric("at 20 minutes", metric("operations/high_acuity/min20_mean"), kTenths),
             of.of_month("share", [](const experiment::MonthSummary& month) {
               const double all = month.operations.high_acuity_mean;
               return all > 0 ? percent_words(month.operations.high_acuity_reached20_mean / all)
                              : std::string{kNone};
             })});
  return table.text(width_);
}

}  // namespace caseload::reports
