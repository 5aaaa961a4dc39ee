#pragma once

// A team that is never busy: the same people in the same hours, as many of each as there is work,
// and none of them ever away. It shows the ceiling that no hiring of such people lifts.
//
// Work is taken up as soon as somebody who may do it is scheduled, breaks and other duties
// notwithstanding, and its length is that of whoever of the team logs most time for it. So it is a
// ceiling in every month, not on average only over whoever happens to take a call: somebody slow,
// somebody new or an interpreter makes more minutes of the same work
// (MonthOutcome::by_longer_minutes counts what that alone brings). For one patient one thing is
// done after the other: two people at a patient's record at the same moment are credited once, so
// that haste would cost minutes. People on call are called as in the plan itself.

#include <array>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "sim/care/calendar/opening_hours.hpp"
#include "sim/care/team/care_team.hpp"
#include "sim/care/team/on_call_duty.hpp"
#include "sim/care/team/team_members.hpp"
#include "sim/engine/process.hpp"
#include "sim/engine/simulation.hpp"

namespace caseload::care {

class CallRouting;
class EnrolledPanel;

class UnlimitedTeam final : public CareTeam {
 public:
  // All outlive this.
  UnlimitedTeam(const ClinicSetup& setup, const PracticeCalendar& calendar,
                engine::Simulation& simulation, EnrolledPanel& patients, TeamMembers& members,
                const CallRouting& routing, TaskBook& book, CallAttempts& attempts,
                WorkInHand& hand, MonthRecord& record);

  void begin() override;
  // At once, where the kind of work is covered.
  void dispatch(TaskId id) override;
  SkillQueue queue_of(const Task&) const override { return kEverybody; }
  const std::deque<Worker>& workers() const override { return members_.all(); }

  // What waited until somebody who may do it came.
  void serve_what_waited(SimTime opens);
  // One more person is at a task, until finish().
  const Step* take_up(Worker& worker, TaskId id);
  const Step* finish_step(Worker& worker, TaskId id);
  void finish(Worker& worker, TaskId id);

 private:
  std::vector<SimTime> work_out_cover();
  bool covered(rules::Activity activity, SimTime at) const;
  Worker& who_logs_most(const Task& task);
  Worker& look_for_who_logs_most(const Task& task, LocalDay today);
  Worker& another_of(const Worker& person);
  bool attended(const Task& task) const;
  void serve_or_park(TaskId id);
  void serve_parked(PatientId patient);
  void serve(TaskId id);
  std::optional<Rank> first_ready(rules::Activity activity);

  const ClinicSetup& setup_;
  const PracticeCalendar& calendar_;
  engine::Simulation& simulation_;
  EnrolledPanel& patients_;
  TeamMembers& members_;
  const CallRouting& routing_;
  TaskBook& book_;
  CallAttempts& attempts_;
  WorkInHand& hand_;
  OnCallDuty on_call_;

  // When each kind of work is covered.
  std::array<std::vector<OpeningHours::Span>, rules::kActivities> covered_;
  // As many of each person as there is work at once, and who of them is free, by person.
  std::deque<Worker> never_busy_;
  std::vector<std::vector<Worker*>> free_;
  struct {
    LocalDay day;
    std::vector<Worker*> by_kind;
  } most_today_;  // who logs most time today, by kind of work and language
  std::vector<std::pair<PatientId, Handed>> parked_;  // until somebody has done with the patient
};

}  // namespace caseload::care
