#pragma once

// Which months are owed a practitioner's signature, and the signing.

#include "sim/base/calendar.hpp"
#include "sim/care/tasks/task.hpp"
#include "sim/engine/simulation.hpp"

namespace caseload::care {

struct ClinicSetup;
struct EnrolledPatient;
class MonthRecord;
class PracticeCalendar;
class TaskBook;

class SignOffDesk {
 public:
  // All outlive this.
  SignOffDesk(const ClinicSetup& setup, const PracticeCalendar& calendar,
              const engine::Simulation& simulation, TaskBook& book, MonthRecord& record)
      : setup_(setup), calendar_(calendar), simulation_(simulation), book_(book), record_(record) {}

  // At the end of a month, before anything of the next: makes a signature due if the patient's log
  // supports a code.
  void owe(const EnrolledPatient& about, CalendarMonth month);
  // Requires: a signature's task, which is done now.
  void sign(const Task& task);
  // The end of the last day on which a signature under the month before is in time.
  SimTime sign_by(CalendarMonth month) const;

 private:
  bool supports_a_code(const EnrolledPatient& about, CalendarMonth month) const;

  const ClinicSetup& setup_;
  const PracticeCalendar& calendar_;
  const engine::Simulation& simulation_;
  TaskBook& book_;
  MonthRecord& record_;
};

}  // namespace caseload::care
