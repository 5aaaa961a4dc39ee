#include "sim/care/team/work_in_hand.hpp"

#include <utility>

#include "sim/care/clinic_setup.hpp"
#include "sim/care/panel/enrolled_panel.hpp"
#include "sim/care/record/month_record.hpp"
#include "sim/care/tasks/task_book.hpp"
#include "sim/care/tasks/workflow.hpp"

namespace caseload::care {

void WorkInHand::take_up(Worker& worker, TaskId id) {
  Task& task = book_[id];
  book_.worklist().remove(task);
  worker.task = id;
  worker.step_began = simulation_.now();
  task.in_hand = true;
  if (record_.follows(task.patient)) {
    record_.note({.at = simulation_.now(),
                  .kind = JournalLine::Kind::TaskStarted,
                  .activity = task.activity,
                  .staff = worker.member->name});
  }
  if (task.activity == rules::Activity::InboundCall && !task.begun())
    record_.count_answer(task.due, simulation_.now());
  if (!task.begun()) workflow_.plan_steps(id, worker);
  if (task.alert != kNobody)
    record_.touches().touch(std::exchange(task.alert, kNobody), simulation_.now());
}

void WorkInHand::finish_step(Worker& worker, TaskId id) {
  const Task& task = book_[id];
  Steps& steps = book_.steps_of(task);
  Step& step = steps.all[steps.next];
  const SimTime began = worker.step_began, now = simulation_.now();
  EnrolledPatient* const about = patients_.find(task.patient);
  if (record_.add_work(worker.id, *worker.member, task, step, {began, now}, about))
    book_.rank_anew(*about);
  if (step.activity == rules::Activity::Attempt || step.activity == rules::Activity::Voicemail)
    record_.week().add(began, now, &HourOfWeek::unanswered);
  const SimDuration worked = now - began;
  step.length -= worked;
  step.done += worked;
  if (step.length <= SimDuration{}) ++steps.next;
  worker.step_began = now;
}

// Where a kind of work does not bear interruption, the step in hand is all to be done again. What
// was worked on it was worked, and logged, all the same.
void WorkInHand::begin_again_later(const Task& task) {
  Steps& steps = book_.steps_of(task);
  Step& step = steps.all[steps.next];
  if (setup_.work(step.activity).restarts) step.length += std::exchange(step.done, SimDuration{});
}

bool WorkInHand::put_down(Worker& worker, TaskId id) {
  Task& task = book_[id];
  worker.task = kNobody;
  task.in_hand = false;
  if (book_.current_step(id) == nullptr) {
    workflow_.follow_up(id);
    return false;
  }
  const EnrolledPatient* about = patients_.find(task.patient);
  if (about != nullptr && about->withdrawn() && task.activity != rules::Activity::SignOff) {
    book_.release(id);
    return false;
  }
  if (record_.follows(task.patient)) {
    record_.note({.at = simulation_.now(),
                  .kind = JournalLine::Kind::TaskInterrupted,
                  .activity = task.activity,
                  .staff = worker.member->name});
  }
  begin_again_later(task);
  return true;
}

}  // namespace caseload::care
