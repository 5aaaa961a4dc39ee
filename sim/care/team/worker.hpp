#pragma once

// One person at work in the simulated month, and where that person's minutes went.

#include <algorithm>
#include <string>
#include <vector>

#include "sim/care/calendar/roster.hpp"
#include "sim/care/model/staff.hpp"
#include "sim/care/record/observed_month.hpp"
#include "sim/care/tasks/task.hpp"
#include "sim/care/tasks/worklist.hpp"
#include "sim/engine/wakeable.hpp"

namespace caseload::care {

// scheduled = absent + present; present + overtime + called_out = rpm + other + breaks + idle.
struct WorkerMinutes {
  SimDuration scheduled{}, absent{}, present{}, overtime{};
  SimDuration called_out{};  // worked while on call
  SimDuration rpm{}, other{}, breaks{}, idle{};
  SimDuration for_rpm{};  // of `scheduled`, the share that RPM pays for
};

// Whether a person may take up a kind of work in this team: as one's own, or as another's when
// there is nothing of one's own to do (somebody in the team stands before in the task's order of
// roles).
enum class May : std::uint8_t { No, Own, Spill };

struct Worker {
  Worker(engine::Simulation& simulation, StaffId staff_id, const StaffMember& who)
      : id(staff_id), member(&who), wakeup(simulation), pace(1 / who.speed) {}

  // Whose hours, breaks and share for RPM a shift has: the person's own, or those of the colleague
  // who is covered.
  const StaffMember& job_of(const Shift& shift) const {
    return shift.stands_in_for != nullptr ? *shift.stands_in_for : *member;
  }

  bool looks_at(SkillQueue queue) const {
    return queue == kEverybody || std::ranges::find(queues, queue) != queues.end();
  }

  StaffId id;
  const StaffMember* member;
  engine::Wakeable wakeup;
  std::array<May, rules::kActivities> may{};
  std::vector<Shift> shifts;
  std::vector<SkillQueue> queues;      // that this person looks at today, besides everybody's
  TaskId task = kNobody;               // what this person is busy with
  double pace;                         // today: durations are multiplied by it
  bool on_duty = false;                // from coming in to going home
  SimTime leaves_at = SimTime::max();  // the end of today's shift
  std::vector<Handed> handed;          // by colleagues who have gone home, in order
  // In one of two lists, or in none: the idle people of the same role, and those at work that an
  // urgent alert may interrupt.
  bool idle = false;
  bool interruptible = false;
  Worker* previous = nullptr;
  Worker* next = nullptr;
  SimTime step_began;
  WorkerMinutes minutes;  // of the observed month
  bool on_call_now = false;
  OnCallMonth on_call;
};

}  // namespace caseload::care
