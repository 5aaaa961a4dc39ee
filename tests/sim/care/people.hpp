#pragma once

// A person with ordinary hours: Monday to Friday, 08:00 to 16:30, lunch at noon.

#include "sim/care/model/staff.hpp"

namespace caseload::care::testing {

inline StaffMember nurse(std::uint32_t ordinal = 0) {
  StaffMember member;
  member.name = "Ana";
  member.role = rules::Role::Rn;
  member.random_id = ordinal;
  for (std::size_t weekday = 1; weekday <= 5; ++weekday) {
    member.hours[weekday] = ClockSpan{8 * 60, 16 * 60 + 30};
  }
  member.breaks = {{12 * 60, 12 * 60 + 30}};
  return member;
}

inline LocalDay day(int year, unsigned month, unsigned day_of_month) {
  return LocalDay{std::chrono::year{year} / std::chrono::month{month} /
                  std::chrono::day{day_of_month}};
}

}  // namespace caseload::care::testing
