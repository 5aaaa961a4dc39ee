#pragma once

// Whoever does the work that falls due: the people of a plan, or the same people never busy.

#include <deque>

#include "sim/care/tasks/task.hpp"
#include "sim/care/tasks/worklist.hpp"
#include "sim/care/team/worker.hpp"

namespace caseload::care {

class CareTeam {
 public:
  CareTeam() = default;
  CareTeam(const CareTeam&) = delete;
  CareTeam& operator=(const CareTeam&) = delete;
  virtual ~CareTeam() = default;

  // Begins the people's first day. Call once, when the simulation stands.
  virtual void begin() = 0;
  // A task has just been listed: finds somebody for it, if anybody is there.
  virtual void dispatch(TaskId id) = 0;
  // The queue in which a task waits to be taken up.
  virtual SkillQueue queue_of(const Task& task) const = 0;
  // In the plan's order.
  virtual const std::deque<Worker>& workers() const = 0;
};

}  // namespace caseload::care
