#pragma once

// A piece of work somebody owes a patient, from the moment it falls due until it is done or
// dropped.

#include <array>
#include <cstdint>

#include "sim/base/ids.hpp"
#include "sim/base/time.hpp"
#include "sim/rules/time_entry.hpp"

namespace caseload::sim {

using TaskId = std::uint32_t;
inline constexpr std::uint32_t kNobody = UINT32_MAX;  // no patient, alert, worker or task

// What comes before everything a policy may order: an urgent alert, then whoever is on the line.
enum class Precedence : std::uint8_t { Urgent, OnTheLine, Routine };

// One uninterrupted thing of one kind: ringing, talking, writing the note.
struct Step {
  Activity activity = Activity::Review;
  SimDuration length{};
  bool live = false;
  bool countable = true;
};

struct Task {
  PatientId patient{kNobody};  // an offer has none
  Activity activity = Activity::Review;
  Precedence band = Precedence::Routine;
  bool answered =
      false;  // the patient will be on the line: an appointment kept, a call from the patient
  bool patient_called = false;  // of a call: the patient calls back, nobody has to ring
  bool no_show = false;         // an appointment that will not be kept
  bool from_alert = false;
  bool begun = false;  // its steps are planned
  std::uint8_t next_step = 0;
  std::uint8_t steps_planned = 0;
  std::array<Step, 3> steps{};
  SimTime due;  // since when it may be done
  std::uint32_t ordinal =
      0;  // among the patient's tasks of this kind, in the order they arose: its luck
  std::uint32_t alert = kNobody;  // index of the alert behind it
  std::uint32_t version = 0;      // of its place in the worklist
  bool alive = false;
  bool in_hand = false;  // somebody is at it
};

}  // namespace caseload::sim
