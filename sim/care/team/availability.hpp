#pragma once

// Who is free for a task, and whose work an urgent alert may interrupt.

#include <array>

#include "sim/care/tasks/task.hpp"
#include "sim/care/tasks/worklist.hpp"
#include "sim/care/team/team_members.hpp"
#include "sim/care/team/worker.hpp"
#include "sim/engine/intrusive_list.hpp"
#include "sim/engine/simulation.hpp"

namespace caseload::care {

struct ClinicSetup;
class CallRouting;
class TaskBook;

class Availability {
 public:
  // All outlive this.
  Availability(const ClinicSetup& setup, const engine::Simulation& simulation,
               const TeamMembers& members, const CallRouting& routing, const TaskBook& book)
      : setup_(setup), simulation_(simulation), members_(members), routing_(routing), book_(book) {}

  void sit_down(Worker& worker);
  void get_up(Worker& worker);
  // Requires: idle.
  void wake_up(Worker& idle);
  // Everybody who sits idle looks again.
  void wake_everybody();
  // The same where the reserve kept a colleague free: somebody may be free now in her place.
  void ask_the_idle_again();

  // An idle person of the most wanted role who suits the patient, the one idle for longest; null:
  // nobody.
  Worker* idle_for(const Task& task);

  // While a step of such work is in hand.
  void may_be_called_away(Worker& worker, rules::Activity activity);
  void keep_from_being_called(Worker& worker);
  // Whose interruptible work began last; of those who began together, the first of the team.
  Worker* least_to_lose(rules::Activity activity);

  bool may_take(const Worker& worker, const Task& task) const;
  // Whether what is begun now can be expected to end before the shift does, in the part of the
  // shift where somebody asks. Urgent alerts and patients on the line do not wait for tomorrow.
  bool fits(const Worker& worker, rules::Activity activity, Precedence band) const;
  // Whether the reserve keeps somebody from a call that can wait: too few others could look at an
  // urgent alert meanwhile (Bhulai & Koole 2003: so many agents stay free before anybody dials
  // out).
  bool kept_free(const Worker& worker, rules::Activity activity, Precedence band) const;

 private:
  Worker* first_idle(const Task& task, SkillQueue queue);

  const ClinicSetup& setup_;
  const engine::Simulation& simulation_;
  const TeamMembers& members_;
  const CallRouting& routing_;
  const TaskBook& book_;
  std::array<engine::IntrusiveList<Worker>, rules::kRoles> idle_;  // longest idle first
  engine::IntrusiveList<Worker> interruptible_;  // in the order in which their steps began
};

}  // namespace caseload::care
