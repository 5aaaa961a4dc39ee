#include "sim/experiment/scheduled_hours.hpp"

namespace caseload::experiment {
namespace {

bool employed_in(const care::StaffMember& member, CalendarMonth month) {
  return (!member.from || *member.from < month.end_day()) &&
         (!member.until || *member.until >= month.first_day());
}

}  // namespace

std::bitset<7 * 24> scheduled_hours(const Scenario& scenario, const Plan& plan,
                                    CalendarMonth month) {
  std::bitset<7 * 24> hours;
  if (plan.unlimited) return hours;  // never busy: nobody's hours are looked at
  for (const std::size_t person : plan.staff) {
    const care::StaffMember& member = scenario.staff[person];
    if (!employed_in(member, month)) continue;
    for (std::size_t weekday = 0; weekday < 7; ++weekday) {
      const auto& shift = member.hours[weekday];
      if (!shift || member.rpm_share_of(weekday) <= 0) continue;
      for (int hour = shift->from_minute / 60; hour * 60 < shift->to_minute; ++hour)
        hours.set((weekday * 24 + static_cast<std::size_t>(hour)) % hours.size());
    }
  }
  return hours;
}

}  // namespace caseload::experiment
