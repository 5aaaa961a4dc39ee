// Who takes what, and what an urgent alert may interrupt.

#include <algorithm>
#include <utility>

#include "sim/care/clinic.hpp"

namespace caseload::care {

void Clinic::sit_down(Worker& worker) {
  worker.idle = true;
  idle_[static_cast<std::size_t>(worker.member->role)].push_back(worker);
}

void Clinic::get_up(Worker& worker) {
  worker.idle = false;
  idle_[static_cast<std::size_t>(worker.member->role)].remove(worker);
}

// Finds somebody for a task that has just been entered: an idle person of the most wanted role, the
// one idle for longest; for an urgent one, else, whoever has least to lose by being interrupted.
void Clinic::dispatch(TaskId id) {
  const Task& task = tasks_[id];
  if (setup_.unlimited) {
    if (covered(task.activity, simulation_.now())) {
      if (!must_wait(id)) serve_or_park(id);
    } else if (task.band == Precedence::Urgent) {
      call_out(task);
    }
    return;
  }
  if (Worker* idle = idle_for(task)) return wake_up(*idle);
  if (task.band != Precedence::Urgent) return;
  if (setup_.care.policy.urgent_preempts) {
    if (Worker* victim = least_to_lose(task.activity)) {
      victim->wakeup.wake(engine::Wake::Preempted);
      return;
    }
  }
  call_out(task);
}

void Clinic::wake_up(Worker& idle) {
  get_up(idle);
  idle.wakeup.wake(engine::Wake::Granted);
}

Worker* Clinic::idle_for(const Task& task) {
  return queues_open_ ? idle_who_suits(task) : first_idle(task, kEverybody);
}

// Of those who look at the queue: by the roles' order of preference, then whoever else may do it;
// of those, the one idle for longest.
Worker* Clinic::first_idle(const Task& task, SkillQueue queue) {
  const std::vector<rules::Role>& roles =
      setup_.care.tasks[static_cast<std::size_t>(task.activity)].roles;
  const auto first_of = [&](rules::Role role) -> Worker* {
    Worker* worker = idle_[static_cast<std::size_t>(role)].first();
    while (worker != nullptr && !(worker->looks_at(queue) && may_take(*worker, task)))
      worker = worker->next;
    return worker;
  };
  for (const rules::Role role : roles) {
    if (Worker* worker = first_of(role)) return worker;
  }
  for (int role = 0; role < rules::kRoles; ++role) {
    if (Worker* worker = first_of(static_cast<rules::Role>(role))) return worker;
  }
  return nullptr;
}

bool Clinic::may_take(const Worker& worker, const Task& task) const {
  return worker.may[static_cast<std::size_t>(task.activity)] != May::No &&
         fits(worker, task.activity, task.band) && !kept_free(worker, task.activity, task.band);
}

// Whether the reserve keeps somebody from a call that can wait: too few others could look at an
// urgent alert meanwhile (Bhulai & Koole 2003: so many agents stay free before anybody dials out).
bool Clinic::kept_free(const Worker& worker, rules::Activity activity, Precedence band) const {
  const PolicyChoice& choice = setup_.care.policy;
  if (choice.reserve == 0 || band != Precedence::Routine || !rings_the_patient(activity))
    return false;
  int others_free = 0;
  for (const Worker& other : workers_) {
    const bool may_look = other.may[static_cast<std::size_t>(rules::Activity::Triage)] != May::No;
    const bool is_free = other.idle || (choice.urgent_preempts && other.interruptible);
    if (&other != &worker && may_look && is_free && ++others_free >= choice.reserve) return false;
  }
  return true;
}

// Somebody may be free now for whom a colleague was kept free.
void Clinic::ask_the_idle_again() {
  if (setup_.care.policy.reserve == 0) return;
  for (engine::IntrusiveList<Worker>& role : idle_)
    while (Worker* worker = role.first()) wake_up(*worker);
}

// Whether what is begun now can be expected to end before the shift does, in the part of the shift
// where somebody asks. Urgent alerts and patients on the line do not wait for tomorrow.
bool Clinic::fits(const Worker& worker, rules::Activity activity, Precedence band) const {
  if (worker.member->wind_down_minutes == 0 || band != Precedence::Routine) return true;
  const SimDuration left = worker.leaves_at - simulation_.now();
  if (left > minutes{worker.member->wind_down_minutes}) return true;
  double expected = minutes_of(activity).mean_minutes();
  if (activity == rules::Activity::CheckIn)
    expected += minutes_of(rules::Activity::Note).mean_minutes();
  return from_minutes(expected * worker.pace) <= left;
}

// Whose interruptible work began last; of those who began together, the first of the team.
Worker* Clinic::least_to_lose(rules::Activity activity) {
  Worker* victim = nullptr;
  for (Worker* worker = interruptible_.last(); worker != nullptr; worker = worker->previous) {
    if (victim != nullptr && worker->step_began < victim->step_began) break;
    if (worker->may[static_cast<std::size_t>(activity)] == May::No || !worker->wakeup.waiting() ||
        tasks_[worker->task].band == Precedence::Urgent)
      continue;
    if (victim == nullptr || worker->id < victim->id) victim = worker;
  }
  return victim;
}

void Clinic::may_be_called_away(Worker& worker, rules::Activity activity) {
  worker.interruptible = setup_.care.tasks[static_cast<std::size_t>(activity)].interruptible;
  if (worker.interruptible) interruptible_.push_back(worker);
}

void Clinic::keep_from_being_called(Worker& worker) {
  if (worker.interruptible) interruptible_.remove(worker);
  worker.interruptible = false;
}

// A patient is rung once a day, and so many times a month; then the task waits, or is given up.
// Nobody is rung about a silence that is over.
bool Clinic::must_wait(TaskId id) {
  const Task& task = tasks_[id];
  if (!rings_the_patient(task.activity) || task.begun() || task.band == Precedence::OnTheLine)
    return false;
  const EnrolledPatient& about = *resident_of(task);
  if (task.activity == rules::Activity::Outreach && about.heard_again) {
    silence_is_over(id);
    return true;
  }
  if (about.attempts >= setup_.care.plan.attempts_per_month) {
    drop(id, "not reached in as many attempts as the month allows");
    return true;
  }
  const LocalDay today = day_of(simulation_.now());
  if (about.last_attempt == today) {
    start_later(id, retry_time(task.patient, today));
    return true;
  }
  return setup_.unlimited && wait_for_best_hour(id);
}

std::optional<Rank> Clinic::first_ready(rules::Activity activity, SkillQueue queue) {
  for (;;) {
    const auto rank = worklist_.first(activity, tasks_, queue);
    if (!rank || !must_wait(rank->task)) return rank;
  }
}

// In the queues of one's own, where that comes before what is everybody's.
void Clinic::prefer_own_queues(const Worker& worker, rules::Activity activity,
                               std::optional<Rank>& first) {
  for (const SkillQueue queue : worker.queues) {
    const auto rank = first_ready(activity, queue);
    if (rank && (!first || *rank < *first)) first = rank;
  }
}

// By band, then one's own work before another role's, then the policy. What a colleague left comes
// before anything but an urgent alert.
TaskId Clinic::next_task(Worker& worker) {
  std::optional<Rank> best;
  May best_may = May::No;
  for (std::size_t activity = 0; activity < rules::kActivities; ++activity) {
    const May may = worker.may[activity];
    if (may == May::No) continue;
    auto rank = first_ready(static_cast<rules::Activity>(activity));
    if (queues_open_) prefer_own_queues(worker, static_cast<rules::Activity>(activity), rank);
    if (!rank || !fits(worker, static_cast<rules::Activity>(activity), rank->band) ||
        kept_free(worker, static_cast<rules::Activity>(activity), rank->band))
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

TaskId Clinic::next_handed(Worker& worker) {
  while (!worker.handed.empty()) {
    const Handed first = worker.handed.front();
    worker.handed.erase(worker.handed.begin());
    if (still_waits(first)) return first.task;
  }
  return kNobody;
}

void Clinic::take_up(Worker& worker, TaskId id) {
  Task& task = tasks_[id];
  worklist_.remove(task);
  worker.task = id;
  worker.step_began = simulation_.now();
  task.in_hand = true;
  if (followed(task.patient)) {
    note(task.patient, {.at = simulation_.now(),
                        .kind = JournalLine::Kind::TaskStarted,
                        .activity = task.activity,
                        .staff = worker.member->name});
  }
  if (task.activity == rules::Activity::InboundCall && !task.begun()) count_answer(task);
  if (!task.begun()) plan_steps(id, worker);
  if (task.alert != kNobody) touches_.touch(std::exchange(task.alert, kNobody), simulation_.now());
}

void Clinic::count_answer(const Task& call) {
  if (!observed(call.due)) return;
  const SimDuration waited = simulation_.now() - call.due;
  ++counts_.inbound.answered;
  counts_.inbound.waited += waited;
  for (std::size_t limit = 0; limit < kAnswerLimits.size(); ++limit)
    counts_.inbound.within[limit] += waited <= minutes{kAnswerLimits[limit]} ? 1 : 0;
}

const Step* Clinic::current_step(TaskId id) const {
  const Task& task = tasks_[id];
  return task.begun() ? steps_[task.steps].current() : nullptr;
}

// Writes down what was worked since `began`; what is left of an interrupted step stays to be done.
void Clinic::finish_step(Worker& worker, TaskId id, SimTime began) {
  const Task& task = tasks_[id];
  Steps& steps = steps_[task.steps];
  Step& step = steps.all[steps.next];
  const SimDuration worked = simulation_.now() - began;
  write_entry(worker, task, step, began, simulation_.now());
  if (step.activity == rules::Activity::Attempt || step.activity == rules::Activity::Voicemail)
    week_.add(began, simulation_.now(), &HourOfWeek::unanswered);
  step.length -= worked;
  step.done += worked;
  if (step.length <= SimDuration{}) ++steps.next;
  worker.step_began = simulation_.now();
}

// Where a kind of work does not bear interruption, the step in hand is all to be done again. What
// was worked on it was worked, and logged, all the same.
void Clinic::begin_again_later(const Task& task) {
  Steps& steps = steps_[task.steps];
  Step& step = steps.all[steps.next];
  if (!setup_.care.tasks[static_cast<std::size_t>(step.activity)].restarts) return;
  step.length += std::exchange(step.done, SimDuration{});
}

void Clinic::put_down(Worker& worker, TaskId id) {
  Task& task = tasks_[id];
  worker.task = kNobody;
  task.in_hand = false;
  if (current_step(id) == nullptr) return follow_up(id);
  const EnrolledPatient* about = resident_of(task);
  if (about != nullptr && about->withdrawn() && task.activity != rules::Activity::SignOff)
    return release(id);
  if (followed(task.patient)) {
    note(task.patient, {.at = simulation_.now(),
                        .kind = JournalLine::Kind::TaskInterrupted,
                        .activity = task.activity,
                        .staff = worker.member->name});
  }
  begin_again_later(task);
  if (put_down_at(worker, id) <= simulation_.now()) return leave_behind(worker, id);
  list(id);
}

}  // namespace caseload::care
