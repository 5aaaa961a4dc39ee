#pragma once

// Any log of work for one patient in 90 minutes around the end of March 2026, with visits.

#include <rapidcheck.h>

#include <vector>

#include "sim/rules/time_entry.hpp"
#include "tests/sim/rules/practice.hpp"

namespace caseload::rules::testing {

constexpr int kMinutesOfPlay = 90;
inline const SimTime kPlayFrom = at(day(2026, 3, 31), hours{23});

inline SimTime minute(int m) { return kPlayFrom + m * minutes{1}; }

inline rc::Gen<TimeEntry> any_entry() {
  return rc::gen::map(
      rc::gen::tuple(rc::gen::inRange(0, kMinutesOfPlay), rc::gen::inRange(0, 30),
                     rc::gen::element(Role::Rn, Role::Ma, Role::Np, Role::Clerk),
                     rc::gen::element(Activity::CheckIn, Activity::Review, Activity::Voicemail),
                     rc::gen::element(Program::Rpm, Program::Rpm, Program::Ccm, Program::Other),
                     rc::gen::arbitrary<bool>(), rc::gen::inRange(0, 8)),
      [](const auto& drawn) {
        const auto& [start, length, role, activity, program, live, odd] = drawn;
        TimeEntry entry = talk(minute(start), length * minutes{1});
        entry.role = role;
        entry.activity = activity;
        entry.program = program;
        entry.live = live;
        entry.countable = odd != 0;
        return entry;
      });
}

inline rc::Gen<Visit> any_visit() {
  return rc::gen::map(rc::gen::pair(rc::gen::inRange(0, kMinutesOfPlay), rc::gen::inRange(0, 15)),
                      [](const auto& drawn) {
                        return Visit{PatientId{7}, minute(drawn.first),
                                     minute(drawn.first + drawn.second)};
                      });
}

struct Log {
  std::vector<TimeEntry> entries = *rc::gen::container<std::vector<TimeEntry>>(any_entry());
  std::vector<Visit> visits = *rc::gen::container<std::vector<Visit>>(any_visit());
};

}  // namespace caseload::rules::testing
