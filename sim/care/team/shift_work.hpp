#pragma once

// A person's working day: coming in, one duty after the other, and what becomes of the work in hand
// at the end.

#include <vector>

#include "sim/base/time.hpp"
#include "sim/care/tasks/task.hpp"
#include "sim/care/team/worker.hpp"
#include "sim/engine/process.hpp"
#include "sim/engine/simulation.hpp"

namespace caseload::care {

struct ClinicSetup;
class Availability;
class MonthRecord;
class PracticeCalendar;
class TaskBook;
class TaskChoice;
class TeamMembers;
class WorkInHand;

class ShiftWork {
 public:
  // All outlive this.
  ShiftWork(const ClinicSetup& setup, const PracticeCalendar& calendar,
            const engine::Simulation& simulation, TeamMembers& members, TaskBook& book,
            Availability& availability, TaskChoice& choice, WorkInHand& hand, MonthRecord& record)
      : setup_(setup),
        calendar_(calendar),
        simulation_(simulation),
        members_(members),
        book_(book),
        availability_(availability),
        choice_(choice),
        hand_(hand),
        record_(record) {}

  void come_in(Worker& worker, const Shift& shift);
  void go_home(Worker& worker);
  std::vector<DutySpan> duties_of(const Worker& worker, const Shift& shift) const;
  // Adds the time since then to one part of the person's minutes.
  void spend(Worker& worker, SimDuration WorkerMinutes::* on, SimTime since);
  void spend_overtime(Worker& worker, SimTime from, SimTime to);

  // A part of the shift for RPM begins.
  void begin_rpm();
  // Takes up the next task. kNobody: there is none, and the person sits idle until stop_waiting().
  TaskId look_for_work(Worker& worker);
  void stop_waiting(Worker& worker);

  // Of the task in hand: the step to work on now, until end_step(); null where all is done, or
  // where what is left is left to somebody else.
  const Step* begin_step(Worker& worker, TaskId id);
  void end_step(Worker& worker, TaskId id);
  // When the step in hand is left to somebody else: at the end of the shift, where that is how it
  // is done here and the step may be interrupted; else never.
  SimTime put_down_at(const Worker& worker, TaskId id) const;
  void put_down(Worker& worker, TaskId id);

 private:
  AtShiftEnd rule_of(const Worker& worker) const;
  void leave_behind(Worker& worker, TaskId id);
  Worker* who_takes_over(const Task& task);

  const ClinicSetup& setup_;
  const PracticeCalendar& calendar_;
  const engine::Simulation& simulation_;
  TeamMembers& members_;
  TaskBook& book_;
  Availability& availability_;
  TaskChoice& choice_;
  WorkInHand& hand_;
  MonthRecord& record_;
};

// All shifts of a person, one after the other.
engine::Process work_shifts(engine::Simulation& simulation, ShiftWork& shifts, Worker& worker);

}  // namespace caseload::care
