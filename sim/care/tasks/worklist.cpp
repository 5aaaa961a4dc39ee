#include "sim/care/tasks/worklist.hpp"

#include <algorithm>

namespace caseload::care {

void Worklist::add(TaskId id, Task& task, std::int64_t by_policy, SkillQueue queue) {
  if (!task.listed) count(task, +1);
  task.listed = true;
  push(queues_[queue][static_cast<std::size_t>(task.activity)],
       {by_policy, task.due, id, ++task.version, task.band});
}

void Worklist::count(const Task& task, std::int32_t change) {
  const bool call = rules::is_call(task.activity);
  (task.band == Precedence::Urgent ? open_.urgent : call ? open_.calls : open_.other) += change;
}

std::optional<Rank> Worklist::first_of(Heap& heap, const StableTable<Task>& tasks) {
  while (!heap.empty()) {
    const Entry& top = heap.front();
    if (stands(top, tasks)) {
      // One of these is first when this one has been taken: in a large panel, a cache miss.
      if (heap.size() > 2) {
        __builtin_prefetch(&tasks[heap[1].task]);
        __builtin_prefetch(&tasks[heap[2].task]);
      }
      return top.rank();
    }
    std::ranges::pop_heap(heap, later);
    heap.pop_back();
  }
  return std::nullopt;
}

}  // namespace caseload::care
