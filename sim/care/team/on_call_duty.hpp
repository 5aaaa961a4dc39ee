#pragma once

// Nights, weekends and holidays: people on call are called about urgent alerts that nobody on duty
// can take, and answer after a delay, one after another.

#include <utility>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/care/tasks/task.hpp"
#include "sim/care/team/worker.hpp"
#include "sim/engine/process.hpp"
#include "sim/engine/simulation.hpp"

namespace caseload::care {

struct ClinicSetup;
class CallAttempts;
class MonthRecord;
class PracticeCalendar;
class TaskBook;
class TeamMembers;
class WorkInHand;

class OnCallDuty {
 public:
  // All outlive this.
  OnCallDuty(const ClinicSetup& setup, const PracticeCalendar& calendar,
             engine::Simulation& simulation, TeamMembers& members, TaskBook& book,
             CallAttempts& attempts, WorkInHand& hand, MonthRecord& record)
      : setup_(setup),
        calendar_(calendar),
        simulation_(simulation),
        members_(members),
        book_(book),
        attempts_(attempts),
        hand_(hand),
        record_(record) {}

  // Everybody of the plan who is on call, from the first day on.
  void begin();
  // Calls somebody on call and not at it already, who may do it; the first of the team.
  void call_out(const Task& task);

  // The urgent piece of work that is due for longest; kNobody: none that this person may do.
  TaskId next_urgent(const Worker& worker);
  void count_call(Worker& worker);
  void take_up(Worker& worker, TaskId id);
  const Step* current_step(TaskId id) const;
  void finish_step(Worker& worker, TaskId id);
  void put_down(Worker& worker, TaskId id);

 private:
  void note_call(const Worker& worker);

  const ClinicSetup& setup_;
  const PracticeCalendar& calendar_;
  engine::Simulation& simulation_;
  TeamMembers& members_;
  TaskBook& book_;
  CallAttempts& attempts_;
  WorkInHand& hand_;
  MonthRecord& record_;
  std::vector<Worker*> on_call_;  // in the team's order
};

// Called: until then asleep, or at what there was to do.
engine::Process be_on_call(engine::Simulation& simulation, OnCallDuty& duty, Worker& worker,
                           std::vector<std::pair<SimTime, SimTime>> spans);

}  // namespace caseload::care
