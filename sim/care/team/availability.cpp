#include "sim/care/team/availability.hpp"

#include <vector>

#include "sim/care/clinic_setup.hpp"
#include "sim/care/tasks/task_book.hpp"
#include "sim/care/team/call_routing.hpp"

namespace caseload::care {

void Availability::sit_down(Worker& worker) {
  worker.idle = true;
  idle_[static_cast<std::size_t>(worker.member->role)].push_back(worker);
}

void Availability::get_up(Worker& worker) {
  worker.idle = false;
  idle_[static_cast<std::size_t>(worker.member->role)].remove(worker);
}

void Availability::wake_up(Worker& idle) {
  get_up(idle);
  idle.wakeup.wake(engine::Wake::Granted);
}

void Availability::wake_everybody() {
  for (engine::IntrusiveList<Worker>& role : idle_)
    while (Worker* worker = role.first()) wake_up(*worker);
}

void Availability::ask_the_idle_again() {
  if (setup_.care.policy.reserve != 0) wake_everybody();
}

Worker* Availability::idle_for(const Task& task) {
  if (!routing_.queues_open()) return first_idle(task, kEverybody);
  if (const SkillQueue queue = routing_.queue_of(task); queue != kEverybody)
    return first_idle(task, queue);
  for (const SkillQueue queue : routing_.preferred_queues(task)) {
    if (queue == kEverybody) continue;
    if (Worker* worker = first_idle(task, queue)) return worker;
  }
  return first_idle(task, kEverybody);
}

// Of those who look at the queue: by the roles' order of preference, then whoever else may do it;
// of those, the one idle for longest.
Worker* Availability::first_idle(const Task& task, SkillQueue queue) {
  const auto first_of = [&](rules::Role role) -> Worker* {
    Worker* worker = idle_[static_cast<std::size_t>(role)].first();
    while (worker != nullptr && !(worker->looks_at(queue) && may_take(*worker, task)))
      worker = worker->next;
    return worker;
  };
  for (const rules::Role role : setup_.work(task.activity).roles) {
    if (Worker* worker = first_of(role)) return worker;
  }
  for (int role = 0; role < rules::kRoles; ++role) {
    if (Worker* worker = first_of(static_cast<rules::Role>(role))) return worker;
  }
  return nullptr;
}

void Availability::may_be_called_away(Worker& worker, rules::Activity activity) {
  worker.interruptible = setup_.work(activity).interruptible;
  if (worker.interruptible) interruptible_.push_back(worker);
}

void Availability::keep_from_being_called(Worker& worker) {
  if (worker.interruptible) interruptible_.remove(worker);
  worker.interruptible = false;
}

Worker* Availability::least_to_lose(rules::Activity activity) {
  Worker* victim = nullptr;
  for (Worker* worker = interruptible_.last(); worker != nullptr; worker = worker->previous) {
    if (victim != nullptr && worker->step_began < victim->step_began) break;
    if (worker->may[static_cast<std::size_t>(activity)] == May::No || !worker->wakeup.waiting() ||
        book_[worker->task].band == Precedence::Urgent)
      continue;
    if (victim == nullptr || worker->id < victim->id) victim = worker;
  }
  return victim;
}

bool Availability::may_take(const Worker& worker, const Task& task) const {
  return worker.may[static_cast<std::size_t>(task.activity)] != May::No &&
         fits(worker, task.activity, task.band) && !kept_free(worker, task.activity, task.band);
}

bool Availability::fits(const Worker& worker, rules::Activity activity, Precedence band) const {
  if (worker.member->wind_down_minutes == 0 || band != Precedence::Routine) return true;
  const SimDuration left = worker.leaves_at - simulation_.now();
  if (left > minutes{worker.member->wind_down_minutes}) return true;
  double expected = setup_.work(activity).minutes.mean_minutes();
  if (activity == rules::Activity::CheckIn)
    expected += setup_.work(rules::Activity::Note).minutes.mean_minutes();
  return from_minutes(expected * worker.pace) <= left;
}

bool Availability::kept_free(const Worker& worker, rules::Activity activity,
                             Precedence band) const {
  const PolicyChoice& choice = setup_.care.policy;
  if (choice.reserve == 0 || band != Precedence::Routine || !rules::rings_the_patient(activity))
    return false;
  int others_free = 0;
  for (const Worker& other : members_) {
    const bool may_look = other.may[static_cast<std::size_t>(rules::Activity::Triage)] != May::No;
    const bool is_free = other.idle || (choice.urgent_preempts && other.interruptible);
    if (&other != &worker && may_look && is_free && ++others_free >= choice.reserve) return false;
  }
  return true;
}

}  // namespace caseload::care
