#include "reports/plan/operations_json.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "reports/render/rounded.hpp"
#include "sim/base/check.hpp"
#include "sim/base/weekday.hpp"

namespace caseload::reports {
namespace {

using Json = nlohmann::ordered_json;

Json number(const std::optional<double>& value) {
  return value ? Json(six_digits(*value)) : Json(nullptr);
}

Json within(const experiment::WaitSummary& waits) {
  Json rows = Json::array();
  for (std::size_t limit = 0; limit < care::kWaitLimits.size(); ++limit)
    rows.push_back({{"minutes", care::kWaitLimits[limit]},
                    {"share_staffed", number(waits.within_staffed[limit])},
                    {"share_wall", number(waits.within_wall[limit])}});
  return rows;
}

Json by_hour(const experiment::WaitSummary& waits) {
  Json rows = Json::array();
  for (std::size_t hour = 0; hour < waits.by_hour.size(); ++hour) {
    const auto& at = waits.by_hour[hour];
    rows.push_back({{"hour", hour},
                    {"raised_mean", six_digits(at.raised_mean)},
                    {"late_mean_staffed", six_digits(at.late_staffed_mean)},
                    {"late_mean_wall", six_digits(at.late_wall_mean)}});
  }
  return rows;
}

Json within(const experiment::InboundSummary& calls) {
  Json rows = Json::array();
  for (std::size_t limit = 0; limit < care::kAnswerLimits.size(); ++limit)
    rows.push_back(
        {{"minutes", care::kAnswerLimits[limit]}, {"share_wall", number(calls.within[limit])}});
  return rows;
}

Json busy(const experiment::OperationsSummary& operations, const std::bitset<7 * 24>& scheduled) {
  Json rows = Json::array();
  for (std::size_t place = 0; place < operations.week.size(); ++place) {
    const experiment::HourSummary& hour = operations.week[place];
    if (hour.staffed_minutes <= 0) continue;
    rows.push_back(
        {{"weekday", kWeekdayWords[place / 24]},
         {"hour", place % 24},
         {"staffed_minutes", six_digits(hour.staffed_minutes)},
         {"scheduled", scheduled[place]},
         {"busy_share", scheduled[place] ? number(hour.busy) : Json(nullptr)},
         {"unanswered_share", scheduled[place] ? number(hour.unanswered) : Json(nullptr)}});
  }
  return rows;
}

Json open_work(const experiment::OperationsSummary& operations) {
  Json rows = Json::array();
  for (std::size_t day = 0; day < operations.open_by_day.size(); ++day) {
    const experiment::OpenSummary& open = operations.open_by_day[day];
    rows.push_back({{"day", day + 1},
                    {"urgent_mean", six_digits(open.urgent_mean)},
                    {"calls_mean", six_digits(open.calls_mean)},
                    {"other_mean", six_digits(open.other_mean)},
                    {"p5", six_digits(open.p5)},
                    {"median", six_digits(open.median)},
                    {"p95", six_digits(open.p95)}});
  }
  return rows;
}

Json gain(const experiment::Gain& gain) {
  return {{"patients_mean", six_digits(gain.patients)},
          {"ci95", {six_digits(gain.interval.low), six_digits(gain.interval.high)}}};
}

}  // namespace

Json series_json(std::string_view name, const experiment::MonthSummary& month,
                 const std::bitset<7 * 24>& scheduled) {
  const experiment::OperationsSummary& operations = month.operations;
  if (name == "operations/first_touch/urgent/within") return within(operations.urgent);
  if (name == "operations/first_touch/urgent/by_hour") return by_hour(operations.urgent);
  if (name == "operations/first_touch/others/within") return within(operations.routine);
  if (name == "operations/first_touch/others/by_hour") return by_hour(operations.routine);
  if (name == "operations/inbound_calls/within") return within(operations.inbound);
  if (name == "operations/busy") return busy(operations, scheduled);
  if (name == "operations/open_work") return open_work(operations);
  throw CheckFailed(fmt::format("nobody tells the series {}", name));
}

Json gains_json(const experiment::PlanGains& gains, bool unlimited) {
  return {{"reach", gain(gains.by_limit[static_cast<std::size_t>(experiment::Limit::Reach)])},
          {"logging", gain(gains.by_limit[static_cast<std::size_t>(experiment::Limit::Logging)])},
          {"staff", unlimited ? Json(nullptr) : gain(gains.staff)}};
}

Json variance_json(const experiment::WhatIf& what_if, const std::string& plan) {
  if (!what_if.split) return nullptr;
  return {{"plan", plan},
          {"month", what_if.month.name()},
          {"metric", "share of eligible patients at 20 minutes"},
          {"panel_share", six_digits(what_if.split->share)},
          {"panel_share_ci95",
           {six_digits(what_if.split->share_interval.low),
            six_digits(what_if.split->share_interval.high)}}};
}

}  // namespace caseload::reports
