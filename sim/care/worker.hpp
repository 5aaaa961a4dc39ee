#pragma once

// One person at work in the simulated month, and where that person's minutes went.

#include <string>
#include <vector>

#include "sim/care/roster.hpp"
#include "sim/care/staff.hpp"
#include "sim/care/task.hpp"
#include "sim/engine/wakeable.hpp"

namespace caseload::sim {

// scheduled = absent + present; present + overtime = rpm + other + breaks + idle.
struct WorkerMinutes {
  SimDuration scheduled{}, absent{}, present{}, overtime{};
  SimDuration rpm{}, other{}, breaks{}, idle{};
};

// Whether a role may take up a kind of work in this team: its own, or another's when there is
// nothing of its own to do (somebody in the team stands before it in the task's order of roles).
enum class May : std::uint8_t { No, Own, Spill };

struct Worker {
  Worker(Simulation& simulation, StaffId staff_id, const StaffMember& who)
      : id(staff_id), member(&who), bell(simulation) {}

  StaffId id;
  const StaffMember* member;
  Wakeable bell;
  std::array<May, kActivities> may{};
  std::vector<Shift> shifts;
  TaskId task = kNobody;  // what this person is busy with
  // In one of two lists, or in none: the idle people of the same role, and those at work that an
  // urgent alert may interrupt.
  bool idle = false;
  bool interruptible = false;
  Worker* previous = nullptr;
  Worker* next = nullptr;
  SimTime step_began;
  WorkerMinutes minutes;  // of the observed month
};

}  // namespace caseload::sim
