#pragma once

// Every metric of a plan's month, in the order of plan.json: adding one is a line here and its
// computation in summary.cpp or operations.cpp. `metric("urgent_late_mean")` selects one, and does
// not compile where there is none of that name.

#include "sim/experiment/metrics.hpp"

namespace caseload::experiment {
namespace month_metrics {

// Of one step of minutes.
template <auto member, std::size_t tier>
inline constexpr Share share_at =
    [](const MonthSummary& month) -> const ShareSummary& { return (month.*member)[tier]; };
template <auto member, std::size_t tier>
inline constexpr Number number_at =
    [](const MonthSummary& month) -> std::optional<double> { return (month.*member)[tier]; };
template <auto member>
inline constexpr Number mean_share =
    [](const MonthSummary& month) { return mean_of(month.*member); };

inline std::optional<double> share_at_20(const MonthSummary& month) {
  return mean_of(month.reached[kBillingTier]);
}
inline std::vector<std::pair<std::string, double>> missed(const MonthSummary& month) {
  std::vector<std::pair<std::string, double>> patients;
  for (std::size_t cause = 0; cause < kShortfallReasons; ++cause)
    patients.emplace_back(name(static_cast<ShortfallReason>(cause)),
                          month.operations.missed20[cause]);
  return patients;
}
inline std::vector<std::pair<std::string, double>> worked(const MonthSummary& month) {
  std::vector<std::pair<std::string, double>> minutes;
  for (std::size_t kind = 0; kind < rules::kActivities; ++kind)
    minutes.emplace_back(rules::name(static_cast<rules::Activity>(kind)),
                         month.operations.worked_minutes[kind]);
  return minutes;
}
inline std::optional<double> interpreted_share(const MonthSummary& month) {
  return month.operations.languages.interpreted_share();
}
inline std::optional<double> by_primary_share(const MonthSummary& month) {
  return month.operations.planned.by_primary_share();
}

constexpr MonthMetric of_ceiling(MonthMetric metric) {
  metric.of_ceiling = true;
  return metric;
}
constexpr MonthMetric csv_only(MonthMetric metric) {
  metric.in_json = false;
  return metric;
}

using M = MonthSummary;
using O = OperationsSummary;
using W = WaitSummary;
inline constexpr auto kOps = &M::operations;
inline constexpr auto kReached = &M::reached;
inline constexpr auto kStated = &M::reached_as_stated;
inline constexpr auto kLonger = &M::by_longer_minutes_mean;
static_assert(kMinuteTiers == std::array{10, 20, 40, 60});

}  // namespace month_metrics

// clang-format off
inline constexpr auto kMonthMetrics = [] {
using namespace month_metrics;
using enum Unit;
constexpr CsvFile kMonths = CsvFile::Months, kShares = CsvFile::Shares, kCosts = CsvFile::Costs,
    kCover = CsvFile::Cover, kTalks = CsvFile::Conversations, kHours = CsvFile::Hours;
return std::to_array<MonthMetric>({
  // The panel.
  {"patients_enrolled_mean", Count, number<&M::patients_enrolled_mean>},
  {"patients_eligible_mean", Count, number<&M::patients_eligible_mean>},
  {"panel_start_mean", Count, number<&M::panel_start_mean>, {kMonths, "panel_start_mean", 1}},
  {"panel_end_mean", Count, number<&M::panel_end_mean>, {kMonths, "panel_end_mean", 4}},
  {"joined_mean", Count, number<&M::joined_mean>, {kMonths, "joined_mean", 2}},
  {"left_mean", Count, number<&M::left_mean>, {kMonths, "left_mean", 3}},

  // Minutes with a live contact; as they were, and had everything taken its stated duration.
  of_ceiling({"min10", Share, share_at<kReached, 0>, {kShares, "min10", 1}}),
  of_ceiling({"min20", Share, share_at<kReached, 1>, {kShares, "min20", 1}}),
  of_ceiling({"min40", Share, share_at<kReached, 2>, {kShares, "min40", 1}}),
  of_ceiling({"min60", Share, share_at<kReached, 3>, {kShares, "min60", 1}}),
  csv_only({"min20/share", Share, share_at_20, {kMonths, "share_min20_mean", 5}}),
  of_ceiling({"at_stated_durations/min10", Share, share_at<kStated, 0>, {kShares, "min10_at_stated_durations", 2}}),
  of_ceiling({"at_stated_durations/min10/by_longer_minutes_mean", Count, number_at<kLonger, 0>}),
  of_ceiling({"at_stated_durations/min20", Share, share_at<kStated, 1>, {kShares, "min20_at_stated_durations", 2}}),
  of_ceiling({"at_stated_durations/min20/by_longer_minutes_mean", Count, number_at<kLonger, 1>}),
  of_ceiling({"at_stated_durations/min40", Share, share_at<kStated, 2>, {kShares, "min40_at_stated_durations", 2}}),
  of_ceiling({"at_stated_durations/min40/by_longer_minutes_mean", Count, number_at<kLonger, 2>}),
  of_ceiling({"at_stated_durations/min60", Share, share_at<kStated, 3>, {kShares, "min60_at_stated_durations", 2}}),
  of_ceiling({"at_stated_durations/min60/by_longer_minutes_mean", Count, number_at<kLonger, 3>}),

  // Device periods, and conversations.
  {"days16", Share, share<&M::days16>, {kShares, "days16", 5}},
  {"days2", Share, share<&M::days2>, {kShares, "days2", 4}},
  {"live_contact", Share, share<&M::live_contact>, {kShares, "live_contact", 3}},
  {"live_contact_share", Share, mean_share<&M::live_contact>},

  // Money.
  {"codes", Count, by_name<&M::codes>},
  {"revenue_usd", Dollars, number<&M::revenue_usd>, {kMonths, "revenue_usd_mean", 8}},
  {"expected_revenue_usd", Dollars, number<&M::money, &MoneySummary::expected>},
  {"expected_revenue/allowed_usd", Dollars, number<&M::money, &MoneySummary::allowed>},
  {"expected_revenue/not_covered_usd", Dollars, number<&M::money, &MoneySummary::not_covered>},
  {"expected_revenue/held_usd", Dollars, number<&M::money, &MoneySummary::held>},
  {"expected_revenue/unsigned_held_usd", Dollars, number<&M::money, &MoneySummary::unsigned_held>},
  {"expected_revenue/denied_usd", Dollars, number<&M::money, &MoneySummary::denied>},
  {"expected_revenue/sequestration_usd", Dollars, number<&M::money, &MoneySummary::sequestration>},
  {"expected_revenue/bad_debt_usd", Dollars, number<&M::money, &MoneySummary::bad_debt>},
  {"expected_revenue/by_code_usd", Dollars, by_name<&M::money, &MoneySummary::expected_by_code>},
  {"expected_revenue/by_payer_usd", Dollars, by_name<&M::money, &MoneySummary::expected_by_payer>},
  {"program_integrity/billed_without_management_share", Share, number<&M::billed_without_management>},
  {"program_integrity/billed_without_device_share", Share, number<&M::billed_without_device>},
  {"program_integrity/billed_several_devices_share", Share, number<&M::billed_several_devices>},
  {"margin_usd", Dollars, number<&M::margin_usd>, {kMonths, "margin_usd_mean", 9}},
  {"margin_usd_p5", Dollars, number<&M::margin_p5_usd>},
  {"margin_usd_p95", Dollars, number<&M::margin_p95_usd>},

  // Staff and alerts.
  {"utilisation", Share, number<&M::utilisation>},
  {"urgent_mean", Count, number<&M::urgent_mean>, {kMonths, "urgent_mean", 6}},
  {"urgent_late_mean", Count, number<&M::urgent_late_mean>, {kMonths, "urgent_late_mean", 7}},
  of_ceiling({"urgent_within_target_share", Share, number<&M::urgent_in_time_staffed>}),
  of_ceiling({"urgent_within_target_share_wall_clock", Share, number<&M::urgent_in_time_wall>}),
  {"attempts_per_live_contact", Ratio, number<&M::attempts_per_live_contact>},

  // How the days go.
  {"operations/missed20_patients_mean", Count, ByName{missed}},
  {"operations/high_acuity/eligible_mean", Count, number<kOps, &O::high_acuity_mean>},
  {"operations/high_acuity/min20_mean", Count, number<kOps, &O::high_acuity_reached20_mean>},
  {"operations/cost_usd/wages", Dollars, number<kOps, &O::cost, &CostSummary::wages>, {kCosts, "wages"}},
  {"operations/cost_usd/devices", Dollars, number<kOps, &O::cost, &CostSummary::devices>, {kCosts, "devices"}},
  {"operations/cost_usd/platform", Dollars, number<kOps, &O::cost, &CostSummary::platform>, {kCosts, "platform"}},
  {"operations/cost_usd/connectivity", Dollars, number<kOps, &O::cost, &CostSummary::connectivity>, {kCosts, "connectivity"}},
  {"operations/cost_usd/vendor", Dollars, number<kOps, &O::cost, &CostSummary::vendor>, {kCosts, "vendor"}},
  {"operations/cost_usd/interpreter", Dollars, number<kOps, &O::cost, &CostSummary::interpreter>, {kCosts, "interpreter"}},
  {"operations/cost_usd/on_call", Dollars, number<kOps, &O::cost, &CostSummary::on_call>, {kCosts, "on_call"}},
  {"operations/sign_off/minutes_mean", Minutes, number<kOps, &O::sign_off, &SignOffSummary::minutes>, {kCover, "sign_off_minutes"}},
  {"operations/sign_off/month_before/owed_mean", Count, number<kOps, &O::sign_off, &SignOffSummary::owed>, {kCover, "sign_off_month_before_owed"}},
  {"operations/sign_off/month_before/in_time_mean", Count, number<kOps, &O::sign_off, &SignOffSummary::in_time>, {kCover, "sign_off_month_before_in_time"}},
  {"operations/sign_off/month_before/late_mean", Count, number<kOps, &O::sign_off, &SignOffSummary::late>, {kCover, "sign_off_month_before_late"}},
  {"operations/sign_off/month_before/late_days_mean", Days, number<kOps, &O::sign_off, &SignOffSummary::late_days>, {kCover, "sign_off_month_before_late_days"}},
  {"operations/sign_off/month_before/open_mean", Count, number<kOps, &O::sign_off, &SignOffSummary::open>, {kCover, "sign_off_month_before_open"}},
  {"operations/sign_off/this_month/owed_mean", Count, number<kOps, &O::sign_off, &SignOffSummary::owed_of_month>, {kCover, "sign_off_owed"}},
  {"operations/sign_off/this_month/held_mean", Count, number<kOps, &O::sign_off, &SignOffSummary::held>, {kCover, "sign_off_held"}},
  {"operations/on_call/hours_mean", Hours, number<kOps, &O::on_call, &OnCallSummary::hours>, {kCover, "on_call_hours"}},
  {"operations/on_call/calls_mean", Count, number<kOps, &O::on_call, &OnCallSummary::calls>, {kCover, "on_call_calls"}},
  {"operations/on_call/minutes_mean", Minutes, number<kOps, &O::on_call, &OnCallSummary::minutes>, {kCover, "on_call_minutes"}},
  {"operations/overtime_minutes_mean", Minutes, number<kOps, &O::overtime_minutes>},
  {"operations/worked_minutes_mean", Minutes, ByName{worked}, {kHours}},
  {"operations/idle_minutes_mean", Minutes, number<kOps, &O::idle_minutes>, {kHours, "idle"}},
  {"operations/second_programmes/ccm/patients_mean", Count, number<kOps, &O::second, &SecondSummary::ccm_patients>, {kCover, "ccm_patients"}},
  {"operations/second_programmes/ccm/min20_mean", Count, number<kOps, &O::second, &SecondSummary::ccm_reached20>, {kCover, "ccm_min20"}},
  {"operations/second_programmes/ccm/worked_minutes_mean", Minutes, number<kOps, &O::second, &SecondSummary::ccm_worked_minutes>, {kCover, "ccm_worked_minutes"}},
  {"operations/second_programmes/ccm/credited_minutes_mean", Minutes, number<kOps, &O::second, &SecondSummary::ccm_credited_minutes>, {kCover, "ccm_credited_minutes"}},
  {"operations/second_programmes/ccm/revenue_usd", Dollars, number<kOps, &O::second, &SecondSummary::ccm_in_full>},
  {"operations/second_programmes/ccm/expected_revenue_usd", Dollars, number<kOps, &O::second, &SecondSummary::ccm_paid>, {kCover, "ccm_expected_revenue_usd"}},
  {"operations/second_programmes/apcm/patients_mean", Count, number<kOps, &O::second, &SecondSummary::apcm_patients>, {kCover, "apcm_patients"}},
  {"operations/second_programmes/apcm/revenue_usd", Dollars, number<kOps, &O::second, &SecondSummary::apcm_in_full>, {kCover, "apcm_revenue_usd"}},
  {"operations/first_touch/urgent/raised_mean", Count, number<kOps, &O::urgent, &W::raised_mean>},
  {"operations/first_touch/urgent/untouched_mean", Count, number<kOps, &O::urgent, &W::untouched_mean>},
  {"operations/first_touch/urgent/dropped_mean", Count, number<kOps, &O::urgent, &W::dropped_mean>},
  {"operations/first_touch/urgent/in_time_share_staffed", Share, number<kOps, &O::urgent, &W::in_time_staffed>},
  {"operations/first_touch/urgent/in_time_share_wall", Share, number<kOps, &O::urgent, &W::in_time_wall>},
  {"operations/first_touch/urgent/within"},
  {"operations/first_touch/urgent/by_hour"},
  {"operations/first_touch/others/raised_mean", Count, number<kOps, &O::routine, &W::raised_mean>},
  {"operations/first_touch/others/untouched_mean", Count, number<kOps, &O::routine, &W::untouched_mean>},
  {"operations/first_touch/others/dropped_mean", Count, number<kOps, &O::routine, &W::dropped_mean>},
  {"operations/first_touch/others/in_time_share_staffed", Share, number<kOps, &O::routine, &W::in_time_staffed>},
  {"operations/first_touch/others/in_time_share_wall", Share, number<kOps, &O::routine, &W::in_time_wall>},
  {"operations/first_touch/others/within"},
  {"operations/first_touch/others/by_hour"},
  {"operations/inbound_calls/raised_mean", Count, number<kOps, &O::inbound, &InboundSummary::raised_mean>},
  {"operations/inbound_calls/answered_mean", Count, number<kOps, &O::inbound, &InboundSummary::answered_mean>},
  {"operations/inbound_calls/wait_minutes_mean", Minutes, number<kOps, &O::inbound, &InboundSummary::wait_minutes>},
  {"operations/inbound_calls/within"},
  {"operations/other_languages/conversations_mean", Count, number<kOps, &O::languages, &LanguageSummary::conversations_mean>, {kTalks, "other_languages_mean", 1}},
  {"operations/other_languages/interpreted_mean", Count, number<kOps, &O::languages, &LanguageSummary::interpreted_mean>, {kTalks, "interpreted_mean", 2}},
  {"operations/other_languages/interpreted_share", Share, interpreted_share},
  {"operations/other_languages/interpreter_minutes_mean", Minutes, number<kOps, &O::languages, &LanguageSummary::interpreter_minutes_mean>, {kTalks, "interpreter_min", 3}},
  {"operations/planned_calls/wait_hours_mean", Hours, number<kOps, &O::planned, &PlannedSummary::wait_hours>, {kTalks, "planned_wait_hours", 6}},
  {"operations/planned_calls/conversations_mean", Count, number<kOps, &O::planned, &PlannedSummary::conversations_mean>, {kTalks, "planned_mean", 4}},
  csv_only({"operations/planned_calls/by_primary_mean", Count, number<kOps, &O::planned, &PlannedSummary::by_primary_mean>, {kTalks, "planned_by_primary_mean", 5}}),
  {"operations/planned_calls/by_primary_share", Share, by_primary_share},
  {"operations/busy"},
  {"operations/open_work"},
});
}();
// clang-format on

consteval const MonthMetric& metric(std::string_view name) {
  const auto found = std::ranges::find(kMonthMetrics, name, &MonthMetric::name);
  return *found;  // a name that is not in the table does not compile: the end is no metric
}

}  // namespace caseload::experiment
