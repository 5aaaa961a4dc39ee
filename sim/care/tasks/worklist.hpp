#pragma once

// Work that is due and waits for somebody, by kind, in the order of band, policy and due time.
//
// Most work is everybody's who may do it. What waits for certain people only stands in a queue of
// its own, which only they look at; queues decide who takes a piece of work, never in which order.
//
// Taking and adding cost O(log n) however long the backlog; a task whose rank changes is entered
// again and its old place is skipped when it surfaces.

#include <algorithm>
#include <array>
#include <compare>
#include <optional>
#include <utility>
#include <vector>

#include "sim/base/stable_table.hpp"
#include "sim/care/model/policies.hpp"
#include "sim/care/record/observed_month.hpp"
#include "sim/care/tasks/task.hpp"

namespace caseload::care {

struct Rank {
  Precedence band = Precedence::Routine;
  std::int64_t by_policy = 0;
  SimTime due;
  TaskId task = 0;
  friend auto operator<=>(const Rank&, const Rank&) = default;
};

// Whose turn it is: everybody's, or that of the people who look at a queue.
using SkillQueue = std::uint16_t;
inline constexpr SkillQueue kEverybody = 0;

class Worklist {
 public:
  // Requires: before anything is added. Queues 1 … count, beside everybody's.
  void open_queues(std::size_t count) { queues_.resize(1 + count); }

  // Entered with the rank of this moment. Requires: the task is alive.
  void add(TaskId id, Task& task, std::int64_t by_policy, SkillQueue queue = kEverybody);
  // Out of the list, for good or until it is added again.
  void remove(Task& task) {
    ++task.version;
    if (task.listed) count(task, -1);
    task.listed = false;
  }

  // The first task of one kind in a queue, if any. `tasks` is indexed by TaskId.
  std::optional<Rank> first(rules::Activity activity, const StableTable<Task>& tasks,
                            SkillQueue queue = kEverybody) {
    Heap& heap = queues_[queue][static_cast<std::size_t>(activity)];
    return heap.empty() ? std::nullopt : first_of(heap, tasks);  // most kinds, most of the time
  }

  // Everything listed gets the rank that `rank_of` gives its task now.
  template <class RankOf>
  void rank_anew(const StableTable<Task>& tasks, RankOf rank_of) {
    for (Kinds& kinds : queues_)
      for (Heap& heap : kinds) {
        std::erase_if(heap, [&](const Entry& entry) { return !stands(entry, tasks); });
        for (Entry& entry : heap) entry.by_policy = rank_of(tasks[entry.task]);
        std::ranges::make_heap(heap, later);
      }
  }

  // Everything that waits for certain people moves to the queue that `lane_of` gives its task now,
  // with the rank it has.
  template <class QueueOf>
  void change_queues(const StableTable<Task>& tasks, QueueOf queue_of) {
    for (std::size_t queue = 1; queue < queues_.size(); ++queue)
      for (std::size_t kind = 0; kind < rules::kActivities; ++kind) {
        const Heap waiting = std::exchange(queues_[queue][kind], {});
        for (const Entry& entry : waiting)
          if (stands(entry, tasks)) push(queues_[queue_of(tasks[entry.task])][kind], entry);
      }
  }

  // What is listed now.
  const OpenWork& open() const { return open_; }

 private:
  // A Rank and the version it was entered with, without the gaps of one inside the other.
  struct Entry {
    std::int64_t by_policy = 0;
    SimTime due;
    TaskId task = 0;
    std::uint32_t version = 0;
    Precedence band = Precedence::Routine;

    Rank rank() const { return {band, by_policy, due, task}; }
  };
  // Whether it is not the old place of a task that was taken, or entered again.
  static bool stands(const Entry& entry, const StableTable<Task>& tasks) {
    const Task& task = tasks[entry.task];
    return task.alive && task.version == entry.version;
  }
  static bool later(const Entry& a, const Entry& b) { return a.rank() > b.rank(); }

  using Heap = std::vector<Entry>;
  using Kinds = std::array<Heap, rules::kActivities>;

  static std::optional<Rank> first_of(Heap& heap, const StableTable<Task>& tasks);
  static void push(Heap& heap, const Entry& entry) {
    heap.push_back(entry);
    std::ranges::push_heap(heap, later);
  }

  void count(const Task& task, std::int32_t change);

  std::vector<Kinds> queues_{1};  // everybody's first
  OpenWork open_;
};

}  // namespace caseload::care
