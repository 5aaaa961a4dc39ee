#include "sim/care/team/task_choice.hpp"

#include <tuple>

#include "sim/care/tasks/call_attempts.hpp"
#include "sim/care/tasks/task_book.hpp"
#include "sim/care/team/availability.hpp"
#include "sim/care/team/call_routing.hpp"

namespace caseload::care {

std::optional<Rank> TaskChoice::first_ready(rules::Activity activity, SkillQueue queue) {
  for (;;) {
    const auto rank = book_.first(activity, queue);
    if (!rank || !attempts_.must_wait(rank->task)) return rank;
  }
}

// In the queues of one's own, where that comes before what is everybody's.
void TaskChoice::prefer_own_queues(const Worker& worker, rules::Activity activity,
                                   std::optional<Rank>& first) {
  for (const SkillQueue queue : worker.queues) {
    const auto rank = first_ready(activity, queue);
    if (rank && (!first || *rank < *first)) first = rank;
  }
}

TaskId TaskChoice::next(Worker& worker) {
  std::optional<Rank> best;
  May best_may = May::No;
  for (std::size_t kind = 0; kind < rules::kActivities; ++kind) {
    const auto activity = static_cast<rules::Activity>(kind);
    const May may = worker.may[kind];
    if (may == May::No) continue;
    auto rank = first_ready(activity);
    if (routing_.queues_open()) prefer_own_queues(worker, activity, rank);
    if (!rank || !availability_.fits(worker, activity, rank->band) ||
        availability_.kept_free(worker, activity, rank->band))
      continue;
    const auto order = [](const Rank& r, May m) {
      return std::tuple{r.band, m, r.by_policy, r.due, r.task};
    };
    if (!best || order(*rank, may) < order(*best, best_may)) {
      best = rank;
      best_may = may;
    }
  }
  if (!best || best->band != Precedence::Urgent) {
    if (const TaskId handed = next_handed(worker); handed != kNobody) return handed;
  }
  return best ? best->task : kNobody;
}

TaskId TaskChoice::next_handed(Worker& worker) {
  while (!worker.handed.empty()) {
    const Handed first = worker.handed.front();
    worker.handed.erase(worker.handed.begin());
    if (book_.still_waits(first)) return first.task;
  }
  return kNobody;
}

}  // namespace caseload::care
