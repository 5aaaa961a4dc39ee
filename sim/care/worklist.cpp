#include "sim/care/worklist.hpp"

#include <algorithm>

namespace caseload::sim {

void Worklist::add(TaskId id, Task& task, std::int64_t by_policy) {
  std::vector<Entry>& heap = heaps_[static_cast<std::size_t>(task.activity)];
  heap.push_back({{task.band, by_policy, task.due, id}, ++task.version});
  std::ranges::push_heap(heap, later);
}

std::optional<Rank> Worklist::first(Activity activity, const NumberedTable<Task>& tasks) {
  std::vector<Entry>& heap = heaps_[static_cast<std::size_t>(activity)];
  while (!heap.empty()) {
    const Entry& top = heap.front();
    const Task& task = tasks[top.rank.task];
    if (task.alive && task.version == top.version) {
      // One of these is first when this one has been taken: in a large panel, a cache miss.
      if (heap.size() > 2) {
        __builtin_prefetch(&tasks[heap[1].rank.task]);
        __builtin_prefetch(&tasks[heap[2].rank.task]);
      }
      return top.rank;
    }
    std::ranges::pop_heap(heap, later);
    heap.pop_back();
  }
  return std::nullopt;
}

}  // namespace caseload::sim
