#pragma once

// What happens when a task is taken up: its steps, settled by random numbers that belong to the
// patient, and what follows from them.

#include "sim/base/duration_law.hpp"
#include "sim/care/tasks/task.hpp"
#include "sim/engine/simulation.hpp"

namespace caseload::care {

struct ClinicSetup;
struct EnrolledPatient;
struct Worker;
class CallAttempts;
class CallRouting;
class EnrolledPanel;
class EnrolmentDesk;
class MonthRecord;
class PatientsAtHome;
class PracticeCalendar;
class SignOffDesk;
class TaskBook;

class Workflow {
 public:
  // All outlive this.
  Workflow(const ClinicSetup& setup, const PracticeCalendar& calendar,
           const engine::Simulation& simulation, EnrolledPanel& patients, TaskBook& book,
           const CallAttempts& attempts, const CallRouting& routing, PatientsAtHome& at_home,
           EnrolmentDesk& enrolment, SignOffDesk& sign_off, MonthRecord& record)
      : setup_(setup),
        calendar_(calendar),
        simulation_(simulation),
        patients_(patients),
        book_(book),
        attempts_(attempts),
        routing_(routing),
        at_home_(at_home),
        enrolment_(enrolment),
        sign_off_(sign_off),
        record_(record) {}

  // Plans the steps of a task that this person takes up now. Requires: it has none.
  void plan_steps(TaskId id, const Worker& worker);
  // All steps are done: the task is released or put off, and what follows from it is due.
  void follow_up(TaskId id);

 private:
  void plan_other(const Task& task, Steps& steps, const EnrolledPatient* about,
                  const Worker& worker);
  void plan_call(Task& task, Steps& steps, EnrolledPatient& about, const Worker& worker);
  double begin_conversation(Steps& steps, const Task& task, const Worker& worker);
  SimDuration length(rules::Activity activity, const Task& task, double factor) const;
  const DurationLaw& minutes_of(rules::Activity activity) const;
  void follow_up_unanswered(TaskId id);
  void follow_up_triage(const Task& task);
  void enter(const Task& task);

  const ClinicSetup& setup_;
  const PracticeCalendar& calendar_;
  const engine::Simulation& simulation_;
  EnrolledPanel& patients_;
  TaskBook& book_;
  const CallAttempts& attempts_;
  const CallRouting& routing_;
  PatientsAtHome& at_home_;
  EnrolmentDesk& enrolment_;
  SignOffDesk& sign_off_;
  MonthRecord& record_;
};

}  // namespace caseload::care
