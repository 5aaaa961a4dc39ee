#include "sim/care/calendar/opening_hours.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace caseload::care {

OpeningHours::OpeningHours(std::span<const StaffMember> staff, const ZoneTable& zone,
                           const Holidays& holidays, Counting counting)
    : zone_(&zone), holidays_(&holidays) {
  for (const StaffMember& member : staff) {
    const bool always = counting == Counting::Everybody || (!member.from && !member.until);
    if (always) {
      widen(week_, member.hours);
    } else {
      temporary_.push_back({member.from, member.until, member.hours});
    }
  }
}

void OpeningHours::widen(Week& ours, const Hours& theirs) {
  for (std::size_t weekday = 0; weekday < ours.size(); ++weekday) {
    if (!theirs[weekday]) continue;
    std::vector<ClockSpan>& parts = ours[weekday];
    ClockSpan added = *theirs[weekday];
    std::erase_if(parts, [&](const ClockSpan& part) {
      const bool apart = part.to_minute < added.from_minute || added.to_minute < part.from_minute;
      if (apart) return false;
      added = {std::min(part.from_minute, added.from_minute),
               std::max(part.to_minute, added.to_minute)};
      return true;
    });
    parts.push_back(added);
    std::ranges::sort(parts, {}, &ClockSpan::from_minute);
  }
}

OpeningHours::Parts OpeningHours::look_up(LocalDay day) const {
  Parts parts;
  if (holidays_->contains(day)) return parts;
  Week week = week_;
  for (const Temporary& person : temporary_) {
    if (person.from.value_or(day) <= day && day <= person.until.value_or(day))
      widen(week, person.hours);
  }
  for (const ClockSpan& part : week[std::chrono::weekday{day}.c_encoding()])
    parts.push_back({zone_->utc(LocalTime{day} + minutes{part.from_minute}),
                     zone_->utc(LocalTime{day} + minutes{part.to_minute})});
  return parts;
}

bool OpeningHours::open_at(SimTime at) const {
  const auto holds = [at](const Span& part) { return part.from <= at && at < part.to; };
  const LocalDay today = zone_->local_day(at);
  return std::ranges::any_of(parts_of(today), holds) ||
         std::ranges::any_of(parts_of(today - days{1}), holds);  // a night that began yesterday
}

LocalDay OpeningHours::open_day_from(LocalDay day) const {
  // A year of holidays in a row is not a practice.
  for (int i = 0; i < 366; ++i, day += days{1}) {
    if (on(day)) return day;
  }
  fail_check("false", "the practice does not open within a year");
}

SimTime OpeningHours::moment(LocalDay day, double share) const {
  const Parts& parts = parts_of(on(day) ? day : open_day_from(day + days{1}));
  SimDuration open{};
  for (const Span& part : parts) open += part.to - part.from;
  SimDuration left{static_cast<std::int64_t>(share * static_cast<double>(open.count()))};
  for (const Span& part : parts) {
    if (left <= part.to - part.from) return part.from + left;
    left -= part.to - part.from;
  }
  return parts.back().to;
}

SimTime OpeningHours::open_from(SimTime at) const { return open_at(at) ? at : next_opening(at); }

SimTime OpeningHours::next_opening(SimTime at) const {
  const LocalDay today = zone_->local_day(at);
  for (const Span& part : parts_of(today))
    if (at < part.from) return part.from;
  return on(open_day_from(today + days{1}))->from;
}

SimDuration OpeningHours::staffed(SimTime from, SimTime to) const {
  SimDuration sum{};
  SimTime counted = from;  // parts of two days may overlap, where somebody comes before others go
  for (LocalDay day = zone_->local_day(from) - days{1}; day <= zone_->local_day(to);
       day += days{1}) {
    for (const Span& part : parts_of(day)) {
      const SimTime begin = std::max(part.from, counted);
      const SimTime end = std::min(part.to, to);
      if (begin >= end) continue;
      sum += end - begin;
      counted = end;
    }
  }
  return sum;
}

}  // namespace caseload::care
