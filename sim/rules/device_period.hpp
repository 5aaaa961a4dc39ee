#pragma once

// The other billing clock: consecutive 30 days from the start of monitoring, never re-anchored.

#include <span>
#include <vector>

#include "sim/base/calendar.hpp"
#include "sim/rules/rule_set.hpp"

namespace caseload::rules {

struct DevicePeriod {
  LocalDay first_day;
  LocalDay last_day;  // inclusive
  int ordinal = 0;    // 0 is the first of the episode
  bool operator==(const DevicePeriod&) const = default;
};

// The periods of an episode that began on `monitoring_from` whose last day lies in `month`, in
// order. Rolling30: 30-day blocks. CalendarMonth: the month itself, from the start where it began
// inside.
std::vector<DevicePeriod> periods_ending_in(CalendarMonth month, LocalDay monitoring_from,
                                            DevicePeriodKind kind);

// Distinct local days of the period on which a reading was taken, over all devices: two readings on
// a day are one day. Readings outside the period do not count.
int reading_days(const DevicePeriod& period, std::span<const SimTime> taken_at,
                 const ZoneTable& zone);

}  // namespace caseload::rules
