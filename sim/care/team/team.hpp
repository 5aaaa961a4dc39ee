#pragma once

// A plan's people at work: who takes what falls due, and what an urgent alert may interrupt.

#include <deque>

#include "sim/care/team/availability.hpp"
#include "sim/care/team/care_team.hpp"
#include "sim/care/team/on_call_duty.hpp"
#include "sim/care/team/shift_work.hpp"
#include "sim/care/team/task_choice.hpp"
#include "sim/care/team/team_members.hpp"
#include "sim/engine/process.hpp"
#include "sim/engine/simulation.hpp"

namespace caseload::care {

class CallRouting;

class Team final : public CareTeam {
 public:
  // All outlive this.
  Team(const ClinicSetup& setup, const PracticeCalendar& calendar, engine::Simulation& simulation,
       TeamMembers& members, CallRouting& routing, TaskBook& book, CallAttempts& attempts,
       WorkInHand& hand, MonthRecord& record);

  void begin() override;
  // An idle person of the most wanted role; for an urgent alert, else, whoever has least to lose by
  // being interrupted, else somebody on call.
  void dispatch(TaskId id) override;
  SkillQueue queue_of(const Task& task) const override;
  const std::deque<Worker>& workers() const override { return members_.all(); }

  // At midnight: what has waited long enough, or for somebody who is not there today, is
  // everybody's; and whoever sits idle through the night looks again.
  void begin_day(LocalDay day);
  // Somebody begins, or is there no more.
  void change_members(LocalDay day);

 private:
  const ClinicSetup& setup_;
  const PracticeCalendar& calendar_;
  engine::Simulation& simulation_;
  TeamMembers& members_;
  CallRouting& routing_;
  TaskBook& book_;
  Availability availability_;
  TaskChoice choice_;
  ShiftWork shifts_;
  OnCallDuty on_call_;
};

}  // namespace caseload::care
