#include "sim/care/tasks/worklist.hpp"

#include <gtest/gtest.h>

namespace caseload::care {
namespace {

class WorklistTest : public ::testing::Test {
 protected:
  TaskId add(Precedence band, std::int64_t rank, int due_minute,
             rules::Activity activity = rules::Activity::Triage) {
    Task task{.activity = activity, .band = band, .due = SimTime{minutes{due_minute}}};
    task.alive = true;
    const TaskId id = tasks_.size();
    tasks_.open(id) = task;
    list_.add(id, tasks_[id], rank);
    return id;
  }
  std::vector<TaskId> drain(rules::Activity activity = rules::Activity::Triage) {
    std::vector<TaskId> order;
    while (const auto first = list_.first(activity, tasks_)) {
      order.push_back(first->task);
      list_.remove(tasks_[first->task]);
    }
    return order;
  }

  StableTable<Task> tasks_;
  Worklist list_;
};

TEST_F(WorklistTest, GoesByPrecedenceThenPolicyThenDueTime) {
  const TaskId late = add(Precedence::Routine, 0, 9);
  const TaskId early = add(Precedence::Routine, 0, 3);
  const TaskId preferred = add(Precedence::Routine, -1, 20);
  const TaskId on_the_line = add(Precedence::OnTheLine, 5, 30);
  const TaskId urgent = add(Precedence::Urgent, 9, 40);

  EXPECT_EQ(drain(), (std::vector{urgent, on_the_line, preferred, early, late}));
}

TEST_F(WorklistTest, KeepsKindsApart) {
  const TaskId review = add(Precedence::Routine, 0, 1, rules::Activity::Review);

  EXPECT_FALSE(list_.first(rules::Activity::Triage, tasks_));
  EXPECT_EQ(list_.first(rules::Activity::Review, tasks_)->task, review);
}

TEST_F(WorklistTest, ATaskEnteredAgainHasOnlyItsNewPlace) {
  const TaskId moved = add(Precedence::Routine, 0, 1);
  const TaskId other = add(Precedence::Routine, 0, 2);
  list_.add(moved, tasks_[moved], 7);

  EXPECT_EQ(drain(), (std::vector{other, moved}));
}

TEST_F(WorklistTest, ADroppedTaskIsNotFound) {
  const TaskId gone = add(Precedence::Routine, 0, 1);
  const TaskId stays = add(Precedence::Routine, 0, 2);
  tasks_[gone].alive = false;

  EXPECT_EQ(drain(), std::vector{stays});
}

TEST_F(WorklistTest, WhatWaitsInALaneIsSeenThereOnlyUntilItChangesLanes) {
  list_.open_queues(2);
  const TaskId everybodys = add(Precedence::Routine, 0, 5);
  const TaskId waits = add(Precedence::Routine, 0, 1);
  list_.add(waits, tasks_[waits], 0, 2);

  EXPECT_EQ(list_.first(rules::Activity::Triage, tasks_)->task, everybodys);
  EXPECT_FALSE(list_.first(rules::Activity::Triage, tasks_, 1));
  EXPECT_EQ(list_.first(rules::Activity::Triage, tasks_, 2)->task, waits);
  EXPECT_EQ(list_.open().all(), 2);

  list_.change_queues(tasks_, [](const Task&) { return kEverybody; });

  EXPECT_FALSE(list_.first(rules::Activity::Triage, tasks_, 2));
  EXPECT_EQ(list_.open().all(), 2);
  EXPECT_EQ(drain(), (std::vector{waits, everybodys}));
}

}  // namespace
}  // namespace caseload::care
