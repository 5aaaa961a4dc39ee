#include "sim/care/opening_hours.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace caseload::sim {

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

void OpeningHours::widen(Week& ours, const Week& theirs) {
  for (std::size_t weekday = 0; weekday < ours.size(); ++weekday) {
    if (!theirs[weekday]) continue;
    if (!ours[weekday]) ours[weekday] = theirs[weekday];
    ours[weekday]->from_minute = std::min(ours[weekday]->from_minute, theirs[weekday]->from_minute);
    ours[weekday]->to_minute = std::max(ours[weekday]->to_minute, theirs[weekday]->to_minute);
  }
}

std::optional<OpeningHours::Span> OpeningHours::look_up(LocalDay day) const {
  if (holidays_->contains(day)) return std::nullopt;
  Week week = week_;
  for (const Temporary& person : temporary_) {
    if (person.from.value_or(day) <= day && day <= person.until.value_or(day))
      widen(week, person.hours);
  }
  const auto& hours = week[std::chrono::weekday{day}.c_encoding()];
  if (!hours) return std::nullopt;
  return Span{zone_->utc(LocalTime{day} + minutes{hours->from_minute}),
              zone_->utc(LocalTime{day} + minutes{hours->to_minute})};
}

bool OpeningHours::open_at(SimTime at) const {
  const auto span = on(zone_->local_day(at));
  return span && span->from <= at && at < span->to;
}

LocalDay OpeningHours::open_day_from(LocalDay day) const {
  // A year of holidays in a row is not a practice.
  for (int i = 0; i < 366; ++i, day += days{1}) {
    if (on(day)) return day;
  }
  fail_check("false", "the practice does not open within a year");
}

SimTime OpeningHours::moment(LocalDay day, double share) const {
  auto open = on(day);
  if (!open) open = on(open_day_from(day + days{1}));
  const Span span = *open;
  return span.from + SimDuration{static_cast<std::int64_t>(
                         share * static_cast<double>((span.to - span.from).count()))};
}

SimTime OpeningHours::open_from(SimTime at) const {
  const LocalDay today = zone_->local_day(at);
  if (const auto span = on(today)) {
    if (at < span->from) return span->from;
    if (at < span->to) return at;
  }
  return on(open_day_from(today + days{1}))->from;
}

SimDuration OpeningHours::staffed(SimTime from, SimTime to) const {
  SimDuration sum{};
  for (LocalDay day = zone_->local_day(from); day <= zone_->local_day(to); day += days{1}) {
    if (const auto span = on(day)) {
      const SimTime begin = std::max(span->from, from);
      const SimTime end = std::min(span->to, to);
      if (begin < end) sum += end - begin;
    }
  }
  return sum;
}

}  // namespace caseload::sim
