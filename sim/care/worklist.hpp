#pragma once

// Work that is due and waits for somebody, by kind, in the order of band, policy and due time.
//
// Taking and adding cost O(log n) however long the backlog; a task whose rank changes is entered
// again and its old place is skipped when it surfaces.

#include <algorithm>
#include <array>
#include <compare>
#include <optional>
#include <vector>

#include "sim/care/observed_month.hpp"
#include "sim/care/policies.hpp"
#include "sim/care/task.hpp"
#include "sim/rules/numbered_table.hpp"

namespace caseload::sim {

struct Rank {
  Precedence band = Precedence::Routine;
  std::int64_t by_policy = 0;
  SimTime due;
  TaskId task = 0;
  friend auto operator<=>(const Rank&, const Rank&) = default;
};

class Worklist {
 public:
  // Entered with the rank of this moment. Requires: the task is alive.
  void add(TaskId id, Task& task, std::int64_t by_policy);
  // Out of the list, for good or until it is added again.
  void remove(Task& task) {
    ++task.version;
    if (task.listed) count(task, -1);
    task.listed = false;
  }

  // The first task of one kind, if any. `tasks` is indexed by TaskId.
  std::optional<Rank> first(Activity activity, const NumberedTable<Task>& tasks);

  // Everything listed gets the rank that `rank_of` gives its task now.
  template <class RankOf>
  void rank_anew(const NumberedTable<Task>& tasks, RankOf rank_of) {
    for (std::vector<Entry>& heap : heaps_) {
      std::erase_if(heap, [&](const Entry& entry) { return !stands(entry, tasks); });
      for (Entry& entry : heap) entry.by_policy = rank_of(tasks[entry.task]);
      std::ranges::make_heap(heap, later);
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
  static bool stands(const Entry& entry, const NumberedTable<Task>& tasks) {
    const Task& task = tasks[entry.task];
    return task.alive && task.version == entry.version;
  }
  static bool later(const Entry& a, const Entry& b) { return a.rank() > b.rank(); }

  void count(const Task& task, std::int32_t change);

  std::array<std::vector<Entry>, kActivities> heaps_;
  OpenWork open_;
};

}  // namespace caseload::sim
