#pragma once

// A practice in New York and short ways to write down what happened there.

#include "sim/base/calendar.hpp"
#include "sim/rules/time_entry.hpp"

namespace caseload::rules::testing {

// Eastern time around the years of the tests. Source: 15 U.S.C. 260a, second Sunday of March to
// first Sunday of November at 02:00 local.
inline ZoneTable new_york() {
  using namespace std::chrono;
  const auto summer = [](year y) {
    return ZoneTable::Period{sys_days{y / March / Sunday[2]} + hours{7}, hours{-4}, "EDT"};
  };
  const auto winter = [](year y) {
    return ZoneTable::Period{sys_days{y / November / Sunday[1]} + hours{6}, hours{-5}, "EST"};
  };
  return {"America/New_York",
          {winter(year{2024}), summer(year{2025}), winter(year{2025}), summer(year{2026}),
           winter(year{2026})}};
}

inline LocalDay day(int year, unsigned month, unsigned day_of_month) {
  return LocalDay{std::chrono::year{year} / std::chrono::month{month} /
                  std::chrono::day{day_of_month}};
}

inline CalendarMonth month(int year, unsigned month) {
  return {std::chrono::year{year} / std::chrono::month{month}};
}

// A wall-clock time in New York.
inline SimTime at(LocalDay on, SimDuration since_midnight) {
  return new_york().utc(LocalTime{on} + since_midnight);
}

// A nurse's talk with the patient: live, RPM, a check-in; a test changes what it is about.
inline TimeEntry talk(SimTime start, SimDuration length) {
  return {.patient = PatientId{7},
          .staff = StaffId{1},
          .role = Role::Rn,
          .activity = Activity::CheckIn,
          .program = Program::Rpm,
          .live = true,
          .countable = true,
          .flagged = false,
          .start = start,
          .end = start + length};
}

}  // namespace caseload::rules::testing
