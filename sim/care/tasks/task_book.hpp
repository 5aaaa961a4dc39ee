#pragma once

// The owner of all tasks outside anybody's hands: a task arises, waits for its time, falls due, is
// listed, and is dropped or released.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/base/stable_table.hpp"
#include "sim/care/tasks/agenda.hpp"
#include "sim/care/tasks/task.hpp"
#include "sim/care/tasks/worklist.hpp"
#include "sim/engine/process.hpp"
#include "sim/engine/simulation.hpp"

namespace caseload::care {

struct ClinicSetup;
struct EnrolledPatient;
class CareTeam;
class EnrolledPanel;
class MonthRecord;
class Places;
class PracticeCalendar;

class TaskBook {
 public:
  // All outlive this.
  TaskBook(const ClinicSetup& setup, const PracticeCalendar& calendar,
           engine::Simulation& simulation, EnrolledPanel& patients, Places& places,
           MonthRecord& record);
  // Who is told of what falls due. Call before anything does.
  void serve_with(CareTeam& team) { team_ = &team; }

  // A new task, which waits for start_later() or enter().
  TaskId add(const Task& task);
  // Falls due then, or now where that has passed.
  void start_later(TaskId id, SimTime due);
  // Is due now: listed, and offered to the team.
  void enter(TaskId id);
  // Onto the worklist, with the rank and in the queue of this moment.
  void list(TaskId id);
  // Listed again, after somebody had it in hand, and offered to the team.
  void return_to_worklist(TaskId id);
  // Will not be done any more. A task in somebody's hands is finished, and nothing follows.
  void drop(TaskId id, std::string_view why);
  // A call about a silence that is over: nobody has to make it.
  void drop_silence(TaskId id);
  // Done, or dropped: its place is free.
  void release(TaskId id);

  // Between these two, what falls due goes onto the agenda: a whole month's care plan at once.
  void begin_planning();
  void end_planning();

  Task& operator[](TaskId id) { return tasks_[id]; }
  const Task& operator[](TaskId id) const { return tasks_[id]; }
  bool still_waits(const Handed& handed) const {
    const Task& task = tasks_[handed.task];
    return task.alive && task.version == handed.version;
  }
  Worklist& worklist() { return worklist_; }
  std::optional<Rank> first(rules::Activity activity, SkillQueue queue = kEverybody) {
    return worklist_.first(activity, tasks_, queue);
  }
  // Everything listed moves to the queue where it waits now.
  void change_queues();
  // Where ranks follow the month: everything listed, or all of one patient, is ranked anew.
  void rank_all_anew();
  void rank_anew(const EnrolledPatient& about);

  Steps& new_steps(Task& task);
  void forget_steps(Task& task);
  // Requires: the task was begun.
  Steps& steps_of(const Task& task) { return steps_[task.steps]; }
  const Step* current_step(TaskId id) const {
    const Task& task = tasks_[id];
    return task.begun() ? steps_[task.steps].current() : nullptr;
  }

  // At the end of a run: nothing falls due any more, and the agenda's memory is given back.
  void close() { agenda_ = {}; }

 private:
  void await_agenda();
  static void next_on_agenda(void* book, std::uint64_t);
  static void fall_due_event(void* book, std::uint64_t task_and_version);
  void fall_due(TaskId id);
  bool has_a_place_for(const Task& offer);
  std::int64_t rank_by_policy(const Task& task) const;
  int reading_days_so_far(const EnrolledPatient& about) const;
  void count_missed_contact(const Task& task);

  const ClinicSetup& setup_;
  const PracticeCalendar& calendar_;
  engine::Simulation& simulation_;
  EnrolledPanel& patients_;
  Places& places_;
  MonthRecord& record_;
  CareTeam* team_ = nullptr;

  StableTable<Task> tasks_;
  TaskId free_task_ = kNobody;  // Task::ordinal names the next
  std::vector<Steps> steps_;    // of tasks that have been taken up
  std::vector<std::uint32_t> free_steps_;
  Agenda agenda_;
  bool planning_ = false;
  engine::EventHandle agenda_event_;
  Worklist worklist_;
};

// Where ranks follow the month, each day begins with a list in a new order.
engine::Process rank_every_midnight(engine::Simulation& simulation, TaskBook& book,
                                    const PracticeCalendar& calendar);

}  // namespace caseload::care
