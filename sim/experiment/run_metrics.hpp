#pragma once

// Every metric of one simulated month, in the order of the columns of csv/runs.csv: adding one is a
// line here. Units of each code and the fingerprint follow them. And the parts of a person's month,
// in the order of the columns of csv/staff.csv.

#include <span>

#include "sim/experiment/metrics.hpp"

namespace caseload::experiment {
namespace run_metrics {

using Read = double (*)(const MonthOutcome&);

// What lies at the end of a path of members.
template <auto... path>
inline constexpr Read count =
    [](const MonthOutcome& row) { return static_cast<double>((row.*....*path)); };
template <auto... path>
inline constexpr Read dollars = [](const MonthOutcome& row) { return (row.*....*path).dollars(); };
template <auto member>
inline constexpr Read minutes = [](const MonthOutcome& row) { return to_minutes(row.*member); };
// Patients with at least so many minutes, by place among kMinuteTiers.
template <std::size_t tier, auto which>
inline constexpr Read reached =
    [](const MonthOutcome& row) { return static_cast<double>(row.reached[tier].*which); };

inline double cost(const MonthOutcome& row) { return row.cost.total().dollars(); }

using M = MonthOutcome;
inline constexpr auto kAll = &Count::everyone;
inline constexpr auto kEligible = &Count::eligible;
inline constexpr auto kUrgent = &M::urgent;

}  // namespace run_metrics

// clang-format off
inline constexpr auto kRunMetrics = [] {
using namespace run_metrics;
using W = care::AlertWaits;
return std::to_array<RunMetric>({
  {"patients", Unit::Count, count<&M::patients, kAll>},
  {"patients_eligible", Unit::Count, count<&M::patients, kEligible>},
  {"min10", Unit::Count, reached<0, kAll>},
  {"min10_eligible", Unit::Count, reached<0, kEligible>},
  {"min20", Unit::Count, reached<1, kAll>},
  {"min20_eligible", Unit::Count, reached<1, kEligible>},
  {"min40", Unit::Count, reached<2, kAll>},
  {"min40_eligible", Unit::Count, reached<2, kEligible>},
  {"min60", Unit::Count, reached<3, kAll>},
  {"min60_eligible", Unit::Count, reached<3, kEligible>},
  {"live_contact", Unit::Count, count<&M::live_contact, kAll>},
  {"live_contact_eligible", Unit::Count, count<&M::live_contact, kEligible>},
  {"periods_ended", Unit::Count, count<&M::periods_ended>},
  {"days2", Unit::Count, count<&M::days2>},
  {"days16", Unit::Count, count<&M::days16>},
  {"periods_after_leaving", Unit::Count, count<&M::periods_after_leaving>},
  {"revenue_usd", Unit::Dollars, dollars<&M::revenue>},
  {"expected_revenue_usd", Unit::Dollars, dollars<&M::payment, &rules::Payment::paid>},
  {"cost_usd", Unit::Dollars, cost, true},
  {"alerts", Unit::Count, count<&M::alerts>},
  {"silence_alerts", Unit::Count, count<&M::silence_alerts>},
  {"urgent", Unit::Count, count<kUrgent, &W::raised>},
  {"urgent_in_time_staffed", Unit::Count, count<kUrgent, &W::in_time_staffed>},
  {"urgent_in_time_wall", Unit::Count, count<kUrgent, &W::in_time_wall>},
  {"attempts", Unit::Count, count<&M::attempts>},
  {"live_contacts", Unit::Count, count<&M::live_contacts>},
  {"readings", Unit::Count, count<&M::readings>},
  {"joined", Unit::Count, count<&M::joined>},
  {"left", Unit::Count, count<&M::left>},
  {"credited_min", Unit::Minutes, minutes<&M::credited>},
  {"countable_worked_min", Unit::Minutes, minutes<&M::countable_worked>},
});
}();
// clang-format on

// See StaffMinutes for how the parts add up.
struct StaffMetric {
  std::string_view name;
  SimDuration StaffMinutes::* part;
};
inline constexpr std::array<StaffMetric, 9> kStaffMetrics{
    {{"scheduled_min", &StaffMinutes::scheduled},
     {"absent_min", &StaffMinutes::absent},
     {"present_min", &StaffMinutes::present},
     {"overtime_min", &StaffMinutes::overtime},
     {"rpm_min", &StaffMinutes::rpm},
     {"other_min", &StaffMinutes::other},
     {"breaks_min", &StaffMinutes::breaks},
     {"idle_min", &StaffMinutes::idle},
     {"called_out_min", &StaffMinutes::called_out}}};

// Over the replications of a month, of the person at that place in MonthOutcome::staff.
double mean_minutes(std::span<const MonthOutcome> replications, std::size_t person,
                    const StaffMetric& metric);

}  // namespace caseload::experiment
