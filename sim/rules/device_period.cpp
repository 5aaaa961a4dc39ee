#include "sim/rules/device_period.hpp"

#include <algorithm>

namespace caseload::rules {
namespace {

constexpr int kRollingDays = 30;  // the 30-day period of the device codes' descriptors

std::vector<DevicePeriod> rolling(CalendarMonth month, LocalDay from) {
  // The first block whose last day is not before the month; earlier ones end earlier.
  const auto days_before = (month.first_day() - from).count();
  int ordinal = std::max(0, static_cast<int>(days_before / kRollingDays));
  std::vector<DevicePeriod> ending;
  for (;; ++ordinal) {
    const LocalDay first = from + days{kRollingDays * ordinal};
    const LocalDay last = first + days{kRollingDays - 1};
    if (last >= month.end_day()) return ending;
    ending.push_back({first, last, ordinal});
  }
}

std::vector<DevicePeriod> calendar(CalendarMonth month, LocalDay from) {
  if (from >= month.end_day()) return {};
  const auto ordinal = (month.value - month_of(from).value).count();
  return {
      {std::max(from, month.first_day()), month.end_day() - days{1}, static_cast<int>(ordinal)}};
}

}  // namespace

std::vector<DevicePeriod> periods_ending_in(CalendarMonth month, LocalDay monitoring_from,
                                            DevicePeriodKind kind) {
  return kind == DevicePeriodKind::Rolling30 ? rolling(month, monitoring_from)
                                             : calendar(month, monitoring_from);
}

int reading_days(const DevicePeriod& period, std::span<const SimTime> taken_at,
                 const ZoneTable& zone) {
  std::vector<LocalDay> seen;
  seen.reserve(taken_at.size());
  for (const SimTime at : taken_at) {
    const LocalDay day = zone.local_day(at);
    if (period.first_day <= day && day <= period.last_day) seen.push_back(day);
  }
  std::ranges::sort(seen);
  const auto repeats = std::ranges::unique(seen);
  return static_cast<int>(repeats.begin() - seen.begin());
}

}  // namespace caseload::rules
