#pragma once

// What a month owes each patient: the care plan decides the contacts and reviews, chance the
// messages and visits. Staff and thresholds have no part in it.

#include "sim/base/calendar.hpp"
#include "sim/care/tasks/task.hpp"
#include "sim/engine/simulation.hpp"

namespace caseload::care {

struct ClinicSetup;
struct EnrolledPatient;
class EnrolledPanel;
class InitialState;
class MonthRecord;
class PracticeCalendar;
class SignOffDesk;
class TaskBook;

class CarePlan {
 public:
  // All outlive this.
  CarePlan(const ClinicSetup& setup, const PracticeCalendar& calendar,
           const engine::Simulation& simulation, EnrolledPanel& patients, TaskBook& book,
           MonthRecord& record, InitialState& initial_state, SignOffDesk& sign_off)
      : setup_(setup),
        calendar_(calendar),
        simulation_(simulation),
        patients_(patients),
        book_(book),
        record_(record),
        initial_state_(initial_state),
        sign_off_(sign_off) {}

  // The work of a month, of every patient who is enrolled, or of one from the first day on.
  void open_month(CalendarMonth month, LocalDay from);
  void open_month(EnrolledPatient& about, CalendarMonth month, LocalDay from);
  // Right after a month's end: contacts that were not made are not made up for, and signatures are
  // owed.
  void close_month();

 private:
  void plan_contacts(EnrolledPatient& about, CalendarMonth month, LocalDay from);
  void plan_reviews(EnrolledPatient& about, CalendarMonth month, LocalDay from);
  void plan_care_management(EnrolledPatient& about, CalendarMonth month, LocalDay from);
  void plan_messages(EnrolledPatient& about, CalendarMonth month, LocalDay from);
  void look_back(EnrolledPatient& about);

  const ClinicSetup& setup_;
  const PracticeCalendar& calendar_;
  const engine::Simulation& simulation_;
  EnrolledPanel& patients_;
  TaskBook& book_;
  MonthRecord& record_;
  InitialState& initial_state_;
  SignOffDesk& sign_off_;
};

}  // namespace caseload::care
