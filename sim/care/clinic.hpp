#pragma once

// The clinic: patients at home, work that falls due, and the people who do it.
//
// Work arises only from the care plan, an alert, a message, silence or enrolment; nothing here ever
// makes work to reach a threshold. This class wires the owners together and runs them:
//   model/     what a scenario says: parameters, staff, policies
//   calendar/  opening hours, rosters, the bounds of the observed month
//   tasks/     TaskBook owns what is due; CarePlan makes it due; Workflow says what a task consists
//              of and what follows from it
//   team/      Team, or UnlimitedTeam for the ceiling: who takes what
//   panel/     the enrolled patients: at home, on the way, joining and leaving; the platform
//   record/    what is written down: time log, first touches, signatures, counts, a journal

#include <deque>
#include <memory>

#include "sim/care/calendar/practice_calendar.hpp"
#include "sim/care/clinic_setup.hpp"
#include "sim/care/panel/enrolled_panel.hpp"
#include "sim/care/panel/enrolment_desk.hpp"
#include "sim/care/panel/in_transit.hpp"
#include "sim/care/panel/initial_state.hpp"
#include "sim/care/panel/patients_at_home.hpp"
#include "sim/care/panel/places.hpp"
#include "sim/care/panel/platform_exchange.hpp"
#include "sim/care/record/month_record.hpp"
#include "sim/care/record/sign_off_desk.hpp"
#include "sim/care/tasks/call_attempts.hpp"
#include "sim/care/tasks/care_plan.hpp"
#include "sim/care/tasks/task_book.hpp"
#include "sim/care/tasks/workflow.hpp"
#include "sim/care/team/call_routing.hpp"
#include "sim/care/team/care_team.hpp"
#include "sim/care/team/team_members.hpp"
#include "sim/care/team/work_in_hand.hpp"
#include "sim/engine/simulation.hpp"

namespace caseload::care {

class Clinic {
 public:
  explicit Clinic(ClinicSetup setup);

  // Runs to the end of the observed month, then on until every urgent alert of it has been touched,
  // seven days at most. Throws CheckFailed, with the simulated time, where a check of ours fails.
  void run();

  const PracticeCalendar& calendar() const { return calendar_; }
  const EnrolledPanel& patients() const { return patients_; }
  const std::deque<Worker>& workers() const { return team_->workers(); }  // in the plan's order
  const MonthRecord& record() const { return record_; }
  const engine::Simulation& simulation() const { return simulation_; }
  const RandomKey& random() const { return setup_.random; }

 private:
  std::unique_ptr<CareTeam> make_team();
  void run_month();

  ClinicSetup setup_;
  PracticeCalendar calendar_;
  EnrolledPanel patients_;
  Places places_;
  MonthRecord record_;
  InTransit in_transit_;
  TaskBook book_;
  InitialState initial_state_;
  SignOffDesk sign_off_;
  CarePlan care_plan_;
  PatientsAtHome at_home_;
  EnrolmentDesk enrolment_;
  PlatformExchange platform_;
  TeamMembers members_;
  CallRouting routing_;
  CallAttempts attempts_;
  Workflow workflow_;
  WorkInHand hand_;
  std::unique_ptr<CareTeam> team_;

  engine::Simulation simulation_;  // last: its frames refer to everything above
};

}  // namespace caseload::care
