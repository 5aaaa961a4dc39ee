#pragma once

// One person's calendar: shifts, what each part of a shift is for, and the days away.
//
// Leave comes in whole weeks (Monday to Sunday), sickness in spells; both belong to the person's
// role and ordinal, so the same person is away on the same days under every plan.

#include <span>
#include <vector>

#include "sim/base/calendar.hpp"
#include "sim/base/random.hpp"
#include "sim/base/zone_table.hpp"
#include "sim/care/staff.hpp"

namespace caseload::sim {

enum class Duty : std::uint8_t { Rpm, Other, Break };

struct DutySpan {
  SimTime from;
  SimTime to;
  Duty duty = Duty::Rpm;
};

struct Shift {
  LocalDay day;
  SimTime from;
  SimTime to;
  bool absent = false;
};

// The address of a person's luck: role and ordinal, never the place in a list.
constexpr std::uint32_t luck_entity(const StaffMember& member) {
  return static_cast<std::uint32_t>(member.role) * 4096U +
         static_cast<std::uint32_t>(member.ordinal);
}

// The scheduled shifts on days in [first, end), present or not, in order.
std::vector<Shift> scheduled_shifts(const StaffMember& member, LocalDay first, LocalDay end,
                                    const ZoneTable& zone, const Holidays& holidays,
                                    const Luck& luck);

// How a shift is spent: huddle, then for every clock hour its RPM share followed by other work,
// with the breaks cut out, and the in-basket at the end. The spans cover the shift without gap or
// overlap.
std::vector<DutySpan> duties(const StaffMember& member, const Shift& shift, const ZoneTable& zone);

}  // namespace caseload::sim
