#pragma once

// One person's calendar: shifts, what each part of a shift is for, and the days away.
//
// Leave comes in whole weeks (Monday to Sunday) and on stated dates, sickness in spells; both
// belong to the person's role and name, so the same person is away on the same days under every
// plan. Before the first day of employment and after the last there is no shift at all.

#include <optional>
#include <span>
#include <vector>

#include "sim/base/calendar.hpp"
#include "sim/base/random.hpp"
#include "sim/base/zone_table.hpp"
#include "sim/care/model/staff.hpp"

namespace caseload::care {

enum class Duty : std::uint8_t { Rpm, Other, Break };

struct DutySpan {
  SimTime from;
  SimTime to;
  Duty duty = Duty::Rpm;
};

enum class Absence : std::uint8_t { None, Leave, Sick };

struct Shift {
  LocalDay day;
  SimTime from;
  SimTime to;
  Absence absence = Absence::None;
  const StaffMember* stands_in_for = nullptr;  // whose job it is, where that is somebody else's

  bool absent() const { return absence != Absence::None; }
};

// The address of a person's luck: role and name, never the place in a list.
constexpr std::uint32_t random_entity(const StaffMember& member) {
  return static_cast<std::uint32_t>(member.role) * kPeopleOfARole + member.random_id;
}

// The shift that begins on this day, if one is scheduled: not on a holiday, nor while not employed.
std::optional<Shift> shift_on(const StaffMember& member, LocalDay day, const ZoneTable& zone,
                              const Holidays& holidays);

// The scheduled shifts on days in [first, end), present or not, in order.
std::vector<Shift> scheduled_shifts(const StaffMember& member, LocalDay first, LocalDay end,
                                    const ZoneTable& zone, const Holidays& holidays,
                                    const RandomKey& random);

// The shifts of `absentee` that somebody else works: those on which the absentee is away for a
// reason that the cover rule names, and `substitute` is employed, well and not on leave. Where
// `substitute` has a shift on that day or stands in for somebody already (`taken`), what does not
// overlap it.
std::vector<Shift> covering_shifts(const StaffMember& absentee, std::span<const Shift> shifts,
                                   const StaffMember& substitute, std::span<const Shift> taken,
                                   LocalDay first, LocalDay end, const RandomKey& random);

// The stated speed, of a new person the part reached by that day.
double expected_speed_on(const StaffMember& member, LocalDay day);

// How fast a person is on a day, as a factor by which durations are divided: the stated speed, of a
// new person the part reached by then, and the person's own luck (mean 1, lognormal).
double speed_on(const StaffMember& member, LocalDay day, const RandomKey& random);

// How a shift is spent: huddle, then for every clock hour its RPM share followed by other work,
// with the breaks cut out, and the in-basket at the end. The spans cover the shift without gap or
// overlap.
std::vector<DutySpan> duties(const StaffMember& member, const Shift& shift, const ZoneTable& zone);

}  // namespace caseload::care
