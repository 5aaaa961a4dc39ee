#include "sim/care/calendar/roster.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/distributions.hpp"
#include "sim/care/model/stream_ids.hpp"

namespace caseload::care {
namespace {

// Weeks since the epoch, beginning on Mondays (1970-01-01 was a Thursday).
std::uint32_t week_number(LocalDay day) { return (day_number(day) + 3) / 7; }

// The weeks of the year in which a person is on leave: those whose luck is lowest, so that a longer
// leave only adds weeks.
std::vector<std::uint32_t> leave_weeks(const StaffMember& member, std::chrono::year year,
                                       const RandomKey& random) {
  const RandomStream stream = random.stream(kLeave, random_entity(member));
  const std::uint32_t first = week_number(LocalDay{year / 1 / 4});
  const std::uint32_t end = week_number(LocalDay{(year + std::chrono::years{1}) / 1 / 4});
  std::vector<std::pair<double, std::uint32_t>> weeks;
  for (std::uint32_t week = first; week < end; ++week) weeks.emplace_back(stream.at(week), week);
  std::ranges::sort(weeks);
  // A fraction of a week is a whole week in that share of years, at an index no week uses.
  const double whole = std::floor(member.leave_weeks);
  const bool extra = stream.at(1U << 30 | static_cast<std::uint32_t>(static_cast<int>(year))) <
                     member.leave_weeks - whole;
  weeks.resize(std::min(weeks.size(), static_cast<std::size_t>(whole) + (extra ? 1 : 0)));
  std::vector<std::uint32_t> chosen;
  for (const auto& [_, week] : weeks) chosen.push_back(week);
  return chosen;
}

// Sickness day by day: a two-state chain with the stated share of days and mean length of a spell,
// started in its long-run state.
class Health {
 public:
  Health(const StaffMember& member, const RandomKey& random)
      : stream_(random.stream(kSickness, random_entity(member))) {
    share_ = member.sick_share;
    recover_ = 1 / member.sick_spell_days;
    fall_ill_ = share_ >= 1 ? 1 : std::min(1.0, share_ * recover_ / (1 - share_));
  }
  bool sick_on(LocalDay day) {
    const double u = stream_.at(day_number(day));
    const double chance = !started_ ? share_ : sick_ ? 1 - recover_ : fall_ill_;
    started_ = true;
    return sick_ = u < chance;
  }

 private:
  RandomStream stream_;
  double share_ = 0, recover_ = 1, fall_ill_ = 0;
  bool started_ = false, sick_ = false;
};

bool any_contains(const std::vector<DaySpan>& spans, LocalDay day) {
  return std::ranges::any_of(spans, [day](const DaySpan& span) { return span.contains(day); });
}

// Why a person is away, day by day from the first day of the run on.
class Absences {
 public:
  Absences(const StaffMember& member, LocalDay first, LocalDay end, const RandomKey& random)
      : member_(&member), health_(member, random) {
    const auto year_of = [](LocalDay day) { return std::chrono::year_month_day{day}.year(); };
    for (auto year = year_of(first - days{7}); year <= year_of(end); ++year) {
      std::ranges::copy(leave_weeks(member, year, random), std::back_inserter(leave_));
    }
  }
  // Requires: asked for every day, in order.
  Absence on(LocalDay day) {
    const bool sick = health_.sick_on(day);
    const bool on_leave = std::ranges::find(leave_, week_number(day)) != leave_.end();
    if (on_leave || any_contains(member_->away, day)) return Absence::Leave;
    return sick || any_contains(member_->out, day) ? Absence::Sick : Absence::None;
  }

 private:
  const StaffMember* member_;
  Health health_;
  std::vector<std::uint32_t> leave_;  // week numbers
};

}  // namespace

std::optional<Shift> shift_on(const StaffMember& member, LocalDay day, const ZoneTable& zone,
                              const Holidays& holidays) {
  const auto& hours = member.hours[std::chrono::weekday{day}.c_encoding()];
  if (!hours || holidays.contains(day) || !member.employed_on(day)) return std::nullopt;
  return Shift{day, zone.utc(LocalTime{day} + minutes{hours->from_minute}),
               zone.utc(LocalTime{day} + minutes{hours->to_minute})};
}

std::vector<Shift> scheduled_shifts(const StaffMember& member, LocalDay first, LocalDay end,
                                    const ZoneTable& zone, const Holidays& holidays,
                                    const RandomKey& random) {
  std::vector<Shift> shifts;
  Absences absences(member, first, end, random);
  for (LocalDay day = first; day < end; day += days{1}) {
    const Absence absence = absences.on(day);
    std::optional<Shift> shift = shift_on(member, day, zone, holidays);
    if (!shift) continue;
    shift->absence = absence;
    shifts.push_back(*shift);
  }
  shifts.shrink_to_fit();  // a large clinic keeps thousands of these for the whole run
  return shifts;
}

std::vector<Shift> covering_shifts(const StaffMember& absentee, std::span<const Shift> shifts,
                                   const StaffMember& substitute, std::span<const Shift> taken,
                                   LocalDay first, LocalDay end, const RandomKey& random) {
  std::vector<Shift> covering;
  Absences absences(substitute, first, end, random);
  auto shift = shifts.begin();
  for (LocalDay day = first; day < end; day += days{1}) {
    const Absence own = absences.on(day);
    for (; shift != shifts.end() && shift->day == day; ++shift) {
      const bool wanted = shift->absence == Absence::Leave ||
                          (shift->absence == Absence::Sick && absentee.cover->sickness);
      if (!wanted || own != Absence::None || !substitute.employed_on(day)) continue;
      // What is free of it: at most one part before each engagement of that day, and one after.
      SimTime free_from = shift->from;
      for (const Shift& other : taken) {
        if (other.day != day || other.to <= free_from || other.from >= shift->to) continue;
        if (other.from > free_from)
          covering.push_back({day, free_from, other.from, Absence::None, &absentee});
        free_from = other.to;
      }
      if (free_from < shift->to)
        covering.push_back({day, free_from, shift->to, Absence::None, &absentee});
    }
  }
  return covering;
}

double expected_speed_on(const StaffMember& member, LocalDay day) {
  double speed = member.speed;
  if (member.from && member.ramp_up.months > 0) {
    constexpr double kDaysOfAMonth = 365.25 / 12;
    const double elapsed = static_cast<double>((day - *member.from).count()) / kDaysOfAMonth;
    const double learned = std::clamp(elapsed / member.ramp_up.months, 0.0, 1.0);
    speed *= member.ramp_up.from_speed + (1 - member.ramp_up.from_speed) * learned;
  }
  return speed;
}

double speed_on(const StaffMember& member, LocalDay day, const RandomKey& random) {
  double speed = expected_speed_on(member, day);
  if (member.speed_sd > 0) {
    const double sd = member.speed_sd;
    const double z = normal_quantile(random.stream(kOwnSpeed, random_entity(member)).at(0));
    speed *= std::exp(sd * z - sd * sd / 2);
  }
  return speed;
}

// The breaks that lie in a shift, in order: in one that ends on the next day also those after
// midnight.
static std::vector<std::pair<SimTime, SimTime>> breaks_of(const StaffMember& member,
                                                          const Shift& shift,
                                                          const ZoneTable& zone) {
  std::vector<std::pair<SimTime, SimTime>> found;
  for (const LocalDay day : {shift.day, shift.day + days{1}}) {
    for (const ClockSpan& pause : member.breaks) {
      const SimTime from = zone.utc(LocalTime{day} + minutes{pause.from_minute});
      const SimTime to = zone.utc(LocalTime{day} + minutes{pause.to_minute});
      if (to > shift.from && from < shift.to) found.emplace_back(from, to);
    }
  }
  std::ranges::sort(found);
  return found;
}

std::vector<DutySpan> duties(const StaffMember& member, const Shift& shift, const ZoneTable& zone) {
  std::vector<DutySpan> spans;
  SimTime done = shift.from;
  const auto add = [&](SimTime to, Duty duty) {
    to = std::min(to, shift.to);
    if (to <= done) return;
    if (!spans.empty() && spans.back().duty == duty) {
      spans.back().to = to;
    } else {
      spans.push_back({done, to, duty});
    }
    done = to;
  };
  const double rpm_share = member.rpm_share_of(std::chrono::weekday{shift.day}.c_encoding());
  // Working time up to `until`, hour by hour: first the share for RPM, then the rest.
  const auto work_until = [&](SimTime until) {
    while (done < until) {
      const LocalTime local = zone.local(done);
      const SimTime next_hour = done + (std::chrono::floor<hours>(local) + hours{1} - local);
      const SimTime chunk_end = std::min(until, next_hour);
      const auto rpm =
          static_cast<std::int64_t>(static_cast<double>((chunk_end - done).count()) * rpm_share);
      add(done + SimDuration{rpm}, Duty::Rpm);
      add(chunk_end, Duty::Other);
    }
  };

  add(shift.from + minutes{member.huddle_minutes}, Duty::Other);
  const SimTime in_basket = shift.to - minutes{member.in_basket_minutes};
  for (const auto& [from, to] : breaks_of(member, shift, zone)) {
    if (to <= done || from >= shift.to) continue;
    work_until(std::min(from, in_basket));
    if (from > done) add(from, Duty::Other);
    add(to, Duty::Break);
  }
  work_until(in_basket);
  add(shift.to, Duty::Other);
  return spans;
}

}  // namespace caseload::care
