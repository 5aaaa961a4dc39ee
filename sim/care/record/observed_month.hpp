#pragma once

// What the observed month looked like from inside: who was busy at which hour, how much work was
// open at the end of each day, how long alerts waited. Plain sums, so that replications add up.

#include <array>
#include <cstddef>
#include <cstdint>

#include "sim/base/time.hpp"
#include "sim/rules/time_entry.hpp"

namespace caseload::care {

// One hour of the week, over all people of a plan.
struct HourOfWeek {
  SimDuration on_rpm{};      // present for RPM: at work on it, or with nothing due
  SimDuration busy{};        // of that, at work
  SimDuration unanswered{};  // of that, ringing and leaving messages
  HourOfWeek& operator+=(const HourOfWeek& other) {
    on_rpm += other.on_rpm;
    busy += other.busy;
    unanswered += other.unanswered;
    return *this;
  }
};
// Local hours; the place is weekday · 24 + hour, with Sunday 0.
using WeekOfHours = std::array<HourOfWeek, 7 * 24>;

// Work that is due and that nobody is at. Calls: somebody has to be rung, or is on the line.
struct OpenWork {
  std::int32_t urgent = 0, calls = 0, other = 0;
  std::int32_t all() const { return urgent + calls + other; }
};
// By day of the month, at its last moment; days the month does not have stay empty.
using OpenByDay = std::array<OpenWork, 31>;

// What was worked in the month, logged or not, by the kind of work at hand: a call's talking, its
// note and the attempts before it are three kinds.
using WorkByActivity = std::array<SimDuration, rules::kActivities>;

// How long alerts waited for their first touch is counted by these limits, in minutes.
inline constexpr std::array<int, 10> kWaitLimits{5, 15, 30, 60, 120, 240, 480, 1440, 2880, 4320};

// Alerts of one severity, raised in the month and followed to their first touch. The staffed clock
// runs while somebody who may look at alerts is scheduled, the wall clock always.
struct AlertWaits {
  struct AtHour {
    std::int32_t raised = 0, late_staffed = 0, late_wall = 0;
  };

  std::int32_t raised = 0;
  std::int32_t in_time_staffed = 0, in_time_wall = 0;  // within the target of their severity
  std::int32_t untouched = 0;                          // when the run ended
  std::int32_t dropped = 0;  // not among the raised: needed nobody any more before anybody looked
  std::array<std::int32_t, kWaitLimits.size()> staffed{}, wall{};  // within each limit, cumulative
  std::array<AtHour, 24> by_hour{};  // local, of the alert; untouched ones are late
  // Of patients of high acuity: how many, and their staffed waits together, each to the first touch
  // or to the month's end.
  std::int32_t high_acuity = 0;
  SimDuration high_acuity_waited{};

  std::int32_t late_staffed() const { return raised - in_time_staffed; }
  std::int32_t late_wall() const { return raised - in_time_wall; }
};

// Calls from patients that came in the month, and how long the caller waited for somebody, on the
// wall clock.
inline constexpr std::array<int, 4> kAnswerLimits{1, 5, 15, 60};  // minutes
struct InboundCalls {
  std::int32_t raised = 0, answered = 0;
  SimDuration waited{};                                     // of the answered, together
  std::array<std::int32_t, kAnswerLimits.size()> within{};  // answered within, cumulative
};

// Conversations of the month with patients who do not speak the practice's first language.
struct LanguageCalls {
  std::int32_t all = 0;
  std::int32_t interpreted = 0;       // of these, with an interpreter
  SimDuration interpreter_minutes{};  // connecting, and the conversations
};

// Calls of the month for planned contacts.
struct PlannedCalls {
  std::int32_t placed = 0;  // answered or not
  SimDuration waited{};     // of these together, since each fell due, on the wall clock
  // Conversations, those with a patient who called back too; and of these, the patient's primary
  // nurse's.
  std::int32_t conversations = 0, by_primary = 0;
};

// What being on call came to.
struct OnCallMonth {
  SimDuration on_call{};   // readiness
  std::int32_t calls = 0;  // times called
  SimDuration worked{};    // on what they were called for
};

// Signatures of the provider. Those of the month before fell due in the observed month: owed =
// in_time + late + open. Those of the month itself fall due after its end.
struct SignOffCounts {
  std::int32_t owed = 0, in_time = 0;
  std::int32_t late = 0;                     // signed after the day, within the month
  std::int32_t open = 0;                     // at the month's end
  SimDuration late_by{};                     // of the late ones, together
  SimDuration worked{};                      // on signing whatever month, in the observed one
  std::int32_t owed_of_month = 0, held = 0;  // held: not signed by the day
};

// Contacts that the care plan owes patients of high acuity in the month; missed ones were not made
// by its end, or given up.
struct HighAcuityContacts {
  std::int32_t contacts_due = 0, contacts_missed = 0;
};

}  // namespace caseload::care
