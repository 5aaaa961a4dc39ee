#pragma once

// Whom a call waits for: the patient's primary nurse, or somebody who speaks the patient's
// language (skill-based routing, with overflow to everybody).
//
// A call that can wait stands in a queue that only they look at, while one of them is there that
// day and others are about who could take it instead; after so many open days it is everybody's. An
// urgent call and a patient on the line wait for nobody: among the idle those who suit the patient
// come first, and whoever else takes it calls an interpreter where need be.

#include <array>
#include <cstdint>
#include <vector>

#include "sim/care/tasks/task.hpp"
#include "sim/care/tasks/worklist.hpp"
#include "sim/care/team/primary_nurses.hpp"
#include "sim/care/team/team_members.hpp"
#include "sim/engine/simulation.hpp"
#include "sim/population/language.hpp"

namespace caseload::care {

struct ClinicSetup;
class EnrolledPanel;
class PracticeCalendar;

class CallRouting {
 public:
  // All outlive this.
  CallRouting(const ClinicSetup& setup, const PracticeCalendar& calendar,
              const engine::Simulation& simulation, const EnrolledPanel& patients,
              TeamMembers& members)
      : setup_(setup),
        calendar_(calendar),
        simulation_(simulation),
        patients_(patients),
        members_(members) {}

  population::LanguageId language_of(const Task& task) const;
  // Whether the two do not speak one language.
  bool needs_interpreter(const Task& task, const StaffMember& member) const;
  bool is_primary_nurse(const Task& task, const Worker& worker) const;

  // Divided anew when somebody comes, or is there no more.
  void choose_primary_nurses(LocalDay today);
  // Opens queues in the worklist, if any would keep work from anybody; returns whether it did.
  bool open_queues(Worklist& worklist);
  bool queues_open() const { return queues_open_; }
  // Everybody looks at the queues of the languages he or she speaks, at her own as a primary nurse,
  // and at those of the colleagues in whose place she works today.
  void look_at_queues(LocalDay today);

  SkillQueue queue_of(const Task& task) const;
  // Of somebody idle: whose queue comes first, second; kEverybody where there is none.
  std::array<SkillQueue, 2> preferred_queues(const Task& task) const;

 private:
  SkillQueue own_queue(std::size_t person) const;
  SkillQueue primary_queue(const Task& task) const;
  bool somebody_differs() const;
  bool may_wait(const Task& task, SkillQueue queue, int open_days) const;

  const ClinicSetup& setup_;
  const PracticeCalendar& calendar_;
  const engine::Simulation& simulation_;
  const EnrolledPanel& patients_;
  TeamMembers& members_;
  PrimaryNurses primary_nurses_;
  bool queues_open_ = false;
  // By queue and kind of work, who of the team looks at a queue and may do it: all of them, and
  // those who are there today.
  struct LookingAt {
    std::array<std::uint16_t, rules::kActivities> anybody{}, today{};
  };
  std::vector<LookingAt> looking_at_;
};

}  // namespace caseload::care
