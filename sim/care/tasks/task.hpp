#pragma once

// A piece of work somebody owes a patient, from the moment it falls due until it is done or
// dropped.

#include <algorithm>
#include <array>
#include <cstdint>

#include "sim/base/ids.hpp"
#include "sim/base/time.hpp"
#include "sim/rules/time_entry.hpp"

namespace caseload::care {

using TaskId = std::uint32_t;
inline constexpr std::uint32_t kNobody = UINT32_MAX;  // no patient, alert, worker or task

// Kinds of work whose pieces are numbered for each patient in the order in which they arise. Of the
// kinds behind them one patient has one, or one for each month.
inline constexpr auto kNumberedKinds = static_cast<std::size_t>(rules::Activity::SetUp);
constexpr bool is_numbered(rules::Activity activity) {
  return static_cast<std::size_t>(activity) < kNumberedKinds;
}

// What comes before everything a policy may order: an urgent alert, then whoever is on the line.
enum class Precedence : std::uint8_t { Urgent, OnTheLine, Routine };

// One uninterrupted thing of one kind: ringing, talking, writing the note.
struct Step {
  SimDuration length{};  // that is left
  rules::Activity activity = rules::Activity::Review;
  bool live = false;
  bool countable = true;
  bool interpreted = false;  // an interpreter is on the line
  SimDuration done{};        // of it so far, by whoever was interrupted
  float stretch =
      1;  // how many times its stated duration it takes: pace, and an interpreter's share
};

// What a task that has been taken up consists of.
struct Steps {
  std::array<Step, 3> all{};
  std::uint8_t planned = 0;
  std::uint8_t next = 0;

  void add(const Step& step) { all[planned++] = step; }
  // Whether somebody speaks with the patient.
  bool reached() const {
    return std::any_of(all.begin(), all.begin() + planned,
                       [](const Step& step) { return step.live; });
  }
  // The step to do now, or nothing once all are done.
  const Step* current() const { return next < planned ? &all[next] : nullptr; }
};

// Every patient has half a dozen of these waiting for their day: what only work in hand needs (its
// Steps) is kept apart.
struct Task {
  PatientId patient{kNobody};  // an offer has none
  rules::Activity activity = rules::Activity::Review;
  Precedence band = Precedence::Routine;
  // The patient will be on the line: an appointment kept, a call from the patient.
  bool answered : 1 = false;
  bool patient_called : 1 = false;  // of a call: the patient calls back, nobody has to ring
  bool no_show : 1 = false;         // an appointment that will not be kept
  bool from_alert : 1 = false;
  bool alive : 1 = false;
  bool in_hand : 1 = false;  // somebody is at it
  bool waits : 1 = false;    // of a review: it has fallen due
  bool planned : 1 = false;  // falls due by the agenda
  bool listed : 1 = false;   // on the worklist
  SimTime due;               // since when it may be done
  // Among the patient's tasks of this kind, in the order they arose, or the month: its luck.
  std::uint32_t ordinal = 0;
  std::uint32_t alert = kNobody;  // the alert behind it, until somebody has looked (FirstTouches)
  std::uint32_t version = 0;      // of its place in the worklist
  std::uint32_t steps = kNobody;  // index of its Steps, once they are planned

  bool begun() const { return steps != kNobody; }
};
static_assert(sizeof(Task) == 32, "two to a cache line");

// A task in hand, left to a colleague or parked; another one since is another piece of work.
struct Handed {
  TaskId task = kNobody;
  std::uint32_t version = 0;  // of the task, then
};

}  // namespace caseload::care
