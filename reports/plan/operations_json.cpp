#include "reports/plan/operations_json.hpp"

#include <nlohmann/json.hpp>

#include "reports/plan/who_calls.hpp"
#include "reports/render/rounded.hpp"

namespace caseload::reports {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<const char*, 7> kWeekdays{"sunday",   "monday", "tuesday", "wednesday",
                                               "thursday", "friday", "saturday"};
constexpr std::array<const char*, experiment::kShortfallReasons> kCauses{
    "left_or_joined_late", "never_reached", "no_live_contact", "work_waiting", "nothing_more_due",
    "not_logged",          "other"};

Json number(const std::optional<double>& value) {
  return value ? Json(six_digits(*value)) : Json(nullptr);
}

Json waits(const experiment::WaitSummary& summary) {
  Json json{{"raised_mean", six_digits(summary.raised_mean)},
            {"untouched_mean", six_digits(summary.untouched_mean)},
            {"dropped_mean", six_digits(summary.dropped_mean)},
            {"in_time_share_staffed", number(summary.in_time_staffed)},
            {"in_time_share_wall", number(summary.in_time_wall)}};
  json["within"] = Json::array();
  for (std::size_t limit = 0; limit < care::kWaitLimits.size(); ++limit)
    json["within"].push_back({{"minutes", care::kWaitLimits[limit]},
                              {"share_staffed", number(summary.within_staffed[limit])},
                              {"share_wall", number(summary.within_wall[limit])}});
  json["by_hour"] = Json::array();
  for (std::size_t hour = 0; hour < summary.by_hour.size(); ++hour) {
    const auto& at = summary.by_hour[hour];
    json["by_hour"].push_back({{"hour", hour},
                               {"raised_mean", six_digits(at.raised_mean)},
                               {"late_mean_staffed", six_digits(at.late_staffed_mean)},
                               {"late_mean_wall", six_digits(at.late_wall_mean)}});
  }
  return json;
}

Json inbound(const experiment::InboundSummary& calls) {
  Json json{{"raised_mean", six_digits(calls.raised_mean)},
            {"answered_mean", six_digits(calls.answered_mean)},
            {"wait_minutes_mean", number(calls.wait_minutes)},
            {"within", Json::array()}};
  for (std::size_t limit = 0; limit < care::kAnswerLimits.size(); ++limit)
    json["within"].push_back(
        {{"minutes", care::kAnswerLimits[limit]}, {"share_wall", number(calls.within[limit])}});
  return json;
}

Json busy(const experiment::OperationsSummary& operations, const std::bitset<7 * 24>& scheduled) {
  Json rows = Json::array();
  for (std::size_t place = 0; place < operations.week.size(); ++place) {
    const experiment::HourSummary& hour = operations.week[place];
    if (hour.staffed_minutes <= 0) continue;
    rows.push_back(
        {{"weekday", kWeekdays[place / 24]},
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

Json sign_off(const experiment::SignOffSummary& summary) {
  return {{"minutes_mean", six_digits(summary.minutes)},
          {"month_before",
           {{"owed_mean", six_digits(summary.owed)},
            {"in_time_mean", six_digits(summary.in_time)},
            {"late_mean", six_digits(summary.late)},
            {"late_days_mean",
             summary.late_days ? Json(six_digits(*summary.late_days)) : Json(nullptr)},
            {"open_mean", six_digits(summary.open)}}},
          {"this_month",
           {{"owed_mean", six_digits(summary.owed_of_month)},
            {"held_mean", six_digits(summary.held)}}}};
}

Json second(const experiment::SecondSummary& summary) {
  return {{"ccm",
           {{"patients_mean", six_digits(summary.ccm_patients)},
            {"min20_mean", six_digits(summary.ccm_reached20)},
            {"worked_minutes_mean", six_digits(summary.ccm_worked_minutes)},
            {"credited_minutes_mean", six_digits(summary.ccm_credited_minutes)},
            {"revenue_usd", cents(summary.ccm_in_full)},
            {"expected_revenue_usd", cents(summary.ccm_paid)}}},
          {"apcm",
           {{"patients_mean", six_digits(summary.apcm_patients)},
            {"revenue_usd", cents(summary.apcm_in_full)}}}};
}

Json gain(const experiment::Gain& gain) {
  return {{"patients_mean", six_digits(gain.patients)},
          {"ci95", {six_digits(gain.interval.low), six_digits(gain.interval.high)}}};
}

}  // namespace

Json operations_json(const experiment::OperationsSummary& operations,
                     const std::bitset<7 * 24>& scheduled) {
  Json json;
  json["missed20_patients_mean"] = Json::object();
  for (std::size_t cause = 0; cause < experiment::kShortfallReasons; ++cause)
    json["missed20_patients_mean"][kCauses[cause]] = six_digits(operations.missed20[cause]);
  json["high_acuity"] = {{"eligible_mean", six_digits(operations.high_acuity_mean)},
                         {"min20_mean", six_digits(operations.high_acuity_reached20_mean)}};
  json["cost_usd"] = {{"wages", cents(operations.cost.wages)},
                      {"devices", cents(operations.cost.devices)},
                      {"platform", cents(operations.cost.platform)},
                      {"connectivity", cents(operations.cost.connectivity)},
                      {"vendor", cents(operations.cost.vendor)},
                      {"interpreter", cents(operations.cost.interpreter)},
                      {"on_call", cents(operations.cost.on_call)}};
  json["sign_off"] = sign_off(operations.sign_off);
  json["on_call"] = {{"hours_mean", six_digits(operations.on_call.hours)},
                     {"calls_mean", six_digits(operations.on_call.calls)},
                     {"minutes_mean", six_digits(operations.on_call.minutes)}};
  json["overtime_minutes_mean"] = six_digits(operations.overtime_minutes);
  json["worked_minutes_mean"] = Json::object();
  for (std::size_t kind = 0; kind < rules::kActivities; ++kind)
    json["worked_minutes_mean"][std::string{rules::name(static_cast<rules::Activity>(kind))}] =
        six_digits(operations.worked_minutes[kind]);
  json["idle_minutes_mean"] = number(operations.idle_minutes);
  json["second_programmes"] = second(operations.second);
  json["first_touch"] = {{"urgent", waits(operations.urgent)},
                         {"others", waits(operations.routine)}};
  json["inbound_calls"] = inbound(operations.inbound);
  json["other_languages"] = languages_json(operations.languages);
  json["planned_calls"] = planned_json(operations.planned);
  json["busy"] = busy(operations, scheduled);
  json["open_work"] = open_work(operations);
  return json;
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
