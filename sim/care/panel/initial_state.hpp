#pragma once

// A run that begins in the middle of a month takes over what is under way: the minutes and contacts
// of the month so far, the days with readings, and the work that waits.

#include "sim/base/ids.hpp"
#include "sim/care/panel/patient_state.hpp"
#include "sim/engine/simulation.hpp"

namespace caseload::care {

struct ClinicSetup;
struct EnrolledPatient;
class MonthRecord;
class PracticeCalendar;
class TaskBook;

class InitialState {
 public:
  // All outlive this.
  InitialState(const ClinicSetup& setup, const PracticeCalendar& calendar,
               const engine::Simulation& simulation, TaskBook& book, MonthRecord& record)
      : setup_(setup), calendar_(calendar), simulation_(simulation), book_(book), record_(record) {}

  // What is under way with a member of the panel; null: nothing.
  const PatientState* of(PatientId patient) const;
  // What the month has brought so far.
  void take_over(EnrolledPatient& about, const PatientState& now);
  // Work that waited before the run began.
  void take_up_what_waits(const EnrolledPatient& about, const PatientState& now);

 private:
  bool is_silent(const PatientState& now) const;

  const ClinicSetup& setup_;
  const PracticeCalendar& calendar_;
  const engine::Simulation& simulation_;
  TaskBook& book_;
  MonthRecord& record_;
};

}  // namespace caseload::care
