#pragma once

// A person at a piece of work: taking it up, finishing its steps, putting it down.

#include "sim/care/tasks/task.hpp"
#include "sim/care/team/worker.hpp"
#include "sim/engine/simulation.hpp"

namespace caseload::care {

struct ClinicSetup;
class EnrolledPanel;
class MonthRecord;
class TaskBook;
class Workflow;

class WorkInHand {
 public:
  // All outlive this.
  WorkInHand(const ClinicSetup& setup, const engine::Simulation& simulation,
             EnrolledPanel& patients, TaskBook& book, Workflow& workflow, MonthRecord& record)
      : setup_(setup),
        simulation_(simulation),
        patients_(patients),
        book_(book),
        workflow_(workflow),
        record_(record) {}

  // From the worklist into the person's hands: its steps are planned, unless it was begun before.
  void take_up(Worker& worker, TaskId id);
  // Writes down what was worked on the current step since it began, or went on; what is left of an
  // interrupted step stays to be done.
  void finish_step(Worker& worker, TaskId id);
  // Out of the person's hands. Returns whether somebody has to go on with it; else what follows
  // from it is due.
  bool put_down(Worker& worker, TaskId id);

 private:
  void begin_again_later(const Task& task);

  const ClinicSetup& setup_;
  const engine::Simulation& simulation_;
  EnrolledPanel& patients_;
  TaskBook& book_;
  Workflow& workflow_;
  MonthRecord& record_;
};

}  // namespace caseload::care
