#include "sim/experiment/operations.hpp"

#include <algorithm>

#include "sim/base/check.hpp"
#include "sim/statistics/percentile.hpp"

namespace caseload::experiment {
namespace {

using Months = std::span<const std::vector<MonthOutcome>>;

template <class Visit>
double for_each_row(Months months, Visit visit) {
  double rows = 0;
  for (const std::vector<MonthOutcome>& month : months)
    for (const MonthOutcome& row : month) {
      visit(row);
      ++rows;
    }
  return rows;
}

std::optional<double> share(double part, double whole) {
  if (whole <= 0) return std::nullopt;
  return part / whole;
}

WaitSummary summarise_waits(Months months, care::AlertWaits MonthOutcome::* severity) {
  WaitSummary summary;
  double in_time_staffed = 0, in_time_wall = 0;
  std::array<double, care::kWaitLimits.size()> staffed{}, wall{};
  const double rows = for_each_row(months, [&](const MonthOutcome& row) {
    const care::AlertWaits& waits = row.*severity;
    summary.raised_mean += waits.raised;
    summary.untouched_mean += waits.untouched;
    summary.dropped_mean += waits.dropped;
    in_time_staffed += waits.in_time_staffed;
    in_time_wall += waits.in_time_wall;
    for (std::size_t limit = 0; limit < care::kWaitLimits.size(); ++limit) {
      staffed[limit] += waits.staffed[limit];
      wall[limit] += waits.wall[limit];
    }
    for (std::size_t hour = 0; hour < 24; ++hour) {
      summary.by_hour[hour].raised_mean += waits.by_hour[hour].raised;
      summary.by_hour[hour].late_staffed_mean += waits.by_hour[hour].late_staffed;
      summary.by_hour[hour].late_wall_mean += waits.by_hour[hour].late_wall;
    }
  });
  const double raised = summary.raised_mean;
  summary.in_time_staffed = share(in_time_staffed, raised);
  summary.in_time_wall = share(in_time_wall, raised);
  for (std::size_t limit = 0; limit < care::kWaitLimits.size(); ++limit) {
    summary.within_staffed[limit] = share(staffed[limit], raised);
    summary.within_wall[limit] = share(wall[limit], raised);
  }
  for (double* total : {&summary.raised_mean, &summary.untouched_mean, &summary.dropped_mean})
    *total /= rows;
  for (WaitSummary::AtHour& hour : summary.by_hour)
    hour = {hour.raised_mean / rows, hour.late_staffed_mean / rows, hour.late_wall_mean / rows};
  return summary;
}

InboundSummary summarise_inbound(Months months) {
  InboundSummary summary;
  double waited = 0;
  std::array<double, care::kAnswerLimits.size()> within{};
  const double rows = for_each_row(months, [&](const MonthOutcome& row) {
    summary.raised_mean += row.inbound.raised;
    summary.answered_mean += row.inbound.answered;
    waited += to_minutes(row.inbound.waited);
    for (std::size_t limit = 0; limit < care::kAnswerLimits.size(); ++limit)
      within[limit] += row.inbound.within[limit];
  });
  summary.wait_minutes = share(waited, summary.answered_mean);
  for (std::size_t limit = 0; limit < care::kAnswerLimits.size(); ++limit)
    summary.within[limit] = share(within[limit], summary.raised_mean);
  summary.raised_mean /= rows;
  summary.answered_mean /= rows;
  return summary;
}

LanguageSummary summarise_languages(Months months) {
  LanguageSummary summary;
  const double rows = for_each_row(months, [&](const MonthOutcome& row) {
    summary.conversations_mean += row.languages.all;
    summary.interpreted_mean += row.languages.interpreted;
    summary.interpreter_minutes_mean += to_minutes(row.languages.interpreter_minutes);
  });
  return {summary.conversations_mean / rows, summary.interpreted_mean / rows,
          summary.interpreter_minutes_mean / rows};
}

PlannedSummary summarise_planned(Months months) {
  care::PlannedCalls total;
  const double rows = for_each_row(months, [&](const MonthOutcome& row) {
    total.placed += row.planned.placed;
    total.waited += row.planned.waited;
    total.conversations += row.planned.conversations;
    total.by_primary += row.planned.by_primary;
  });
  return {share(to_minutes(total.waited) / 60, total.placed), total.conversations / rows,
          total.by_primary / rows};
}

std::array<HourSummary, 7 * 24> summarise_week(Months months) {
  care::WeekOfHours totals{};
  const double rows = for_each_row(months, [&](const MonthOutcome& row) {
    for (std::size_t hour = 0; hour < totals.size(); ++hour) totals[hour] += row.week[hour];
  });
  std::array<HourSummary, 7 * 24> week{};
  for (std::size_t hour = 0; hour < totals.size(); ++hour) {
    const double staffed = to_minutes(totals[hour].on_rpm);
    week[hour] = {staffed / rows, share(to_minutes(totals[hour].busy), staffed),
                  share(to_minutes(totals[hour].unanswered), staffed)};
  }
  return week;
}

SignOffSummary summarise_sign_off(Months months) {
  SignOffSummary summary;
  double late_days = 0;
  const double rows = for_each_row(months, [&](const MonthOutcome& row) {
    const care::SignOffCounts& counts = row.sign_off;
    summary.minutes += to_minutes(counts.worked);
    summary.owed += counts.owed;
    summary.in_time += counts.in_time;
    summary.late += counts.late;
    summary.open += counts.open;
    summary.owed_of_month += counts.owed_of_month;
    summary.held += counts.held;
    late_days += to_minutes(counts.late_by) / (24 * 60);
  });
  if (summary.late > 0) summary.late_days = late_days / summary.late;
  for (double* total : {&summary.minutes, &summary.owed, &summary.in_time, &summary.late,
                        &summary.open, &summary.owed_of_month, &summary.held})
    *total /= rows;
  return summary;
}

OnCallSummary summarise_on_call(Months months) {
  OnCallSummary summary;
  const double rows = for_each_row(months, [&](const MonthOutcome& row) {
    summary.hours += to_minutes(row.on_call.on_call) / 60;
    summary.calls += row.on_call.calls;
    summary.minutes += to_minutes(row.on_call.worked);
  });
  return {summary.hours / rows, summary.calls / rows, summary.minutes / rows};
}

SecondSummary summarise_second(Months months) {
  SecondSummary s;
  const double rows = for_each_row(months, [&](const MonthOutcome& row) {
    s.ccm_patients += row.second.ccm_patients;
    s.ccm_reached20 += row.second.ccm_reached20;
    s.ccm_worked_minutes += to_minutes(row.second.ccm_worked);
    s.ccm_credited_minutes += to_minutes(row.second.ccm_credited);
    s.ccm_in_full += row.second.ccm_in_full.dollars();
    s.ccm_paid += row.second.ccm_paid.dollars();
    s.apcm_patients += row.second.apcm_patients;
    s.apcm_in_full += row.second.apcm_in_full.dollars();
  });
  for (double* total :
       {&s.ccm_patients, &s.ccm_reached20, &s.ccm_worked_minutes, &s.ccm_credited_minutes,
        &s.ccm_in_full, &s.ccm_paid, &s.apcm_patients, &s.apcm_in_full})
    *total /= rows;
  return s;
}

OpenSummary summarise_open(Months months, std::size_t day) {
  OpenSummary summary;
  std::vector<double> all;
  const double rows = for_each_row(months, [&](const MonthOutcome& row) {
    const care::OpenWork& open = row.open_by_day[day];
    summary.urgent_mean += open.urgent;
    summary.calls_mean += open.calls;
    summary.other_mean += open.other;
    all.push_back(open.all());
  });
  summary.urgent_mean /= rows;
  summary.calls_mean /= rows;
  summary.other_mean /= rows;
  summary.p5 = stats::percentile(all, 5);
  summary.median = stats::percentile(all, 50);
  summary.p95 = stats::percentile(std::move(all), 95);
  return summary;
}

}  // namespace

std::optional<double> LanguageSummary::interpreted_share() const {
  return share(interpreted_mean, conversations_mean);
}

double LanguageSummary::added_minutes(const care::InterpreterModel& model) const {
  const double connecting = interpreted_mean * to_minutes(model.connecting);
  const double talked = std::max(interpreter_minutes_mean - connecting, 0.0);
  return interpreter_minutes_mean - talked / model.stretch;
}

std::optional<double> PlannedSummary::by_primary_share() const {
  return share(by_primary_mean, conversations_mean);
}

OperationsSummary summarise_operations(Months months, int days_in_month) {
  OperationsSummary summary;
  summary.urgent = summarise_waits(months, &MonthOutcome::urgent);
  summary.routine = summarise_waits(months, &MonthOutcome::routine);
  summary.inbound = summarise_inbound(months);
  summary.languages = summarise_languages(months);
  summary.planned = summarise_planned(months);
  summary.week = summarise_week(months);
  summary.sign_off = summarise_sign_off(months);
  summary.on_call = summarise_on_call(months);
  summary.second = summarise_second(months);
  for (int day = 0; day < days_in_month; ++day)
    summary.open_by_day.push_back(summarise_open(months, static_cast<std::size_t>(day)));

  CostSummary& cost = summary.cost;
  double idle = 0;
  bool roster = false;
  const double rows = for_each_row(months, [&](const MonthOutcome& row) {
    for (std::size_t cause = 0; cause < kShortfallReasons; ++cause)
      summary.missed20[cause] += row.missed20[cause];
    cost.wages += row.cost.wages.dollars();
    cost.devices += row.cost.devices.dollars();
    cost.platform += row.cost.platform.dollars();
    cost.connectivity += row.cost.connectivity.dollars();
    cost.vendor += row.cost.vendor.dollars();
    cost.interpreter += row.cost.interpreter.dollars();
    cost.on_call += row.cost.on_call.dollars();
    for (std::size_t activity = 0; activity < rules::kActivities; ++activity)
      summary.worked_minutes[activity] += to_minutes(row.worked[activity]);
    roster = roster || !row.staff.empty();
    for (const StaffMinutes& person : row.staff) {
      summary.overtime_minutes += to_minutes(person.overtime);
      idle += to_minutes(person.idle);
    }
    summary.high_acuity_mean += row.high_acuity.eligible;
    summary.high_acuity_reached20_mean += row.high_acuity_reached20.eligible;
  });
  CASELOAD_CHECK(rows > 0, "there is no month to summarise");
  for (double& patients : summary.missed20) patients /= rows;
  if (roster) summary.idle_minutes = idle / rows;
  for (double& worked : summary.worked_minutes) worked /= rows;
  for (double* total : {&cost.wages, &cost.devices, &cost.platform, &cost.connectivity,
                        &cost.vendor, &cost.interpreter, &cost.on_call, &summary.overtime_minutes,
                        &summary.high_acuity_mean, &summary.high_acuity_reached20_mean})
    *total /= rows;
  return summary;
}

}  // namespace caseload::experiment
