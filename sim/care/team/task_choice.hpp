#pragma once

// What somebody who is free takes up next.

#include <optional>

#include "sim/care/tasks/task.hpp"
#include "sim/care/tasks/worklist.hpp"
#include "sim/care/team/worker.hpp"

namespace caseload::care {

class Availability;
class CallAttempts;
class CallRouting;
class TaskBook;

class TaskChoice {
 public:
  // All outlive this.
  TaskChoice(TaskBook& book, CallAttempts& attempts, const CallRouting& routing,
             const Availability& availability)
      : book_(book), attempts_(attempts), routing_(routing), availability_(availability) {}

  // By band, then one's own work before another role's, then the policy. What a colleague left
  // comes before anything but an urgent alert. kNobody: there is nothing to do.
  TaskId next(Worker& worker);

 private:
  std::optional<Rank> first_ready(rules::Activity activity, SkillQueue queue = kEverybody);
  void prefer_own_queues(const Worker& worker, rules::Activity activity,
                         std::optional<Rank>& first);
  TaskId next_handed(Worker& worker);

  TaskBook& book_;
  CallAttempts& attempts_;
  const CallRouting& routing_;
  const Availability& availability_;
};

}  // namespace caseload::care
