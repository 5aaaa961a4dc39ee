// The people at work: shifts, who takes what, and what an urgent alert may interrupt.

#include <algorithm>
#include <utility>

#include "sim/base/check.hpp"
#include "sim/care/clinic.hpp"
#include "sim/population/reach.hpp"

namespace caseload::sim {

Process work_shifts(Simulation& simulation, Clinic& clinic, Worker& worker) {
  for (const Shift& shift : worker.shifts) {
    if (shift.absent) continue;
    co_await simulation.until(shift.from);
    const std::vector<DutySpan> spans = duties(*worker.member, shift, clinic.setup_.zone);
    for (const DutySpan& span : spans) {
      SimTime since = simulation.now();
      if (span.duty != Duty::Rpm) {
        // A break that falls due in mid-task is taken afterwards, whole.
        const SimTime until = span.duty == Duty::Break ? since + (span.to - span.from) : span.to;
        if (until > since) co_await simulation.until(until);
        clinic.spend(worker,
                     span.duty == Duty::Break ? &WorkerMinutes::breaks : &WorkerMinutes::other,
                     since);
        continue;
      }
      while (simulation.now() < span.to) {
        since = simulation.now();
        const TaskId id = clinic.next_task(worker);
        if (id == kNobody) {
          clinic.sit_down(worker);
          co_await worker.bell.sleep_until(span.to);
          if (worker.idle) clinic.get_up(worker);
          clinic.spend(worker, &WorkerMinutes::idle, since);
          continue;
        }
        clinic.take_up(worker, id);
        while (const Step* step = clinic.current_step(id)) {
          const SimTime done = simulation.now() + step->length;
          clinic.may_be_called_away(worker, step->activity);
          const Wake woke = co_await worker.bell.sleep_until(done);
          clinic.keep_from_being_called(worker);
          clinic.finish_step(worker, id, worker.step_began);
          if (woke == Wake::Preempted) break;
        }
        clinic.put_down(worker, id);
        clinic.spend(worker, &WorkerMinutes::rpm, since);
      }
    }
    worker.minutes.overtime += clinic.in_month(shift.to, std::max(shift.to, simulation.now()));
  }
}

// Under `unlimited` every task that may be done finds a free person at once.
Process serve_at_once(Simulation& simulation, Clinic& clinic, Worker& worker, TaskId id) {
  clinic.take_up(worker, id);
  while (const Step* step = clinic.current_step(id)) {
    co_await simulation.after(step->length);
    clinic.finish_step(worker, id, worker.step_began);
  }
  clinic.put_down(worker, id);
  clinic.free_[static_cast<std::size_t>(worker.member->role)].push_back(&worker);
}

Process open_the_doors(Simulation& simulation, Clinic& clinic) {
  for (;;) {
    const LocalDay tomorrow = clinic.setup_.zone.local_day(simulation.now()) + days{1};
    const auto today = clinic.opening_.on(tomorrow - days{1});
    const bool still_closed = today && today->from > simulation.now();
    const SimTime opens = still_closed
                              ? today->from
                              : clinic.opening_.on(clinic.opening_.open_day_from(tomorrow))->from;
    co_await simulation.until(opens);
    for (int activity = 0; activity < kActivities; ++activity) {
      while (const auto rank = clinic.first_ready(static_cast<Activity>(activity)))
        clinic.serve(rank->task);
    }
  }
}

void Clinic::assemble_team() {
  const LocalDay end = setup_.month.end_day() + days{8};
  if (setup_.unlimited) {
    for (int role = 0; role < kRoles; ++role) {
      hired_.push_back({.name = std::string(name(static_cast<Role>(role))),
                        .role = static_cast<Role>(role),
                        .hours = {},
                        .breaks = {}});
    }
    simulation_.spawn(open_the_doors(simulation_, *this), 0);
    return;
  }
  for (std::size_t i = 0; i < setup_.team.size(); ++i) {
    Worker& worker =
        workers_.emplace_back(simulation_, StaffId{static_cast<std::uint32_t>(i)}, setup_.team[i]);
    for (std::size_t activity = 0; activity < kActivities; ++activity) {
      const std::vector<Role>& roles = setup_.care.tasks[activity].roles;
      const auto own = std::ranges::find(roles, worker.member->role);
      if (own == roles.end()) continue;
      const bool somebody_before = std::any_of(roles.begin(), own, [&](Role role) {
        return std::ranges::any_of(
            setup_.team, [role](const StaffMember& member) { return member.role == role; });
      });
      worker.may[activity] = somebody_before ? May::Spill : May::Own;
    }
    worker.shifts = scheduled_shifts(*worker.member, first_day_, end, setup_.zone, setup_.holidays,
                                     setup_.luck);
    for (const Shift& shift : worker.shifts) {
      const SimDuration length = in_month(shift.from, shift.to);
      worker.minutes.scheduled += length;
      (shift.absent ? worker.minutes.absent : worker.minutes.present) += length;
    }
    // Somebody without hours leaves no trace, not even in the fingerprint.
    if (!worker.shifts.empty())
      simulation_.spawn(work_shifts(simulation_, *this, worker), static_cast<std::uint32_t>(i));
  }
}

Worker& Clinic::hire(Role role) {
  std::vector<Worker*>& free = free_[static_cast<std::size_t>(role)];
  if (free.empty()) {
    return workers_.emplace_back(simulation_, StaffId{static_cast<std::uint32_t>(workers_.size())},
                                 hired_[static_cast<std::size_t>(role)]);
  }
  Worker& worker = *free.back();
  free.pop_back();
  return worker;
}

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
  if (setup_.unlimited) {
    if (opening_.open_at(simulation_.now()) && !must_wait(id)) serve(id);
    return;
  }
  const Task& task = tasks_[id];
  const std::vector<Role>& roles = setup_.care.tasks[static_cast<std::size_t>(task.activity)].roles;
  for (const Role role : roles) {
    Worker* const worker = idle_[static_cast<std::size_t>(role)].first();
    if (worker == nullptr) continue;
    get_up(*worker);
    worker->bell.wake(Wake::Granted);
    return;
  }
  if (task.band != Precedence::Urgent || !setup_.care.policy.urgent_preempts) return;
  if (Worker* victim = least_to_lose(task.activity)) victim->bell.wake(Wake::Preempted);
}

// Whose interruptible work began last; of those who began together, the first of the team.
Worker* Clinic::least_to_lose(Activity activity) {
  Worker* victim = nullptr;
  for (Worker* worker = interruptible_.last(); worker != nullptr; worker = worker->previous) {
    if (victim != nullptr && worker->step_began < victim->step_began) break;
    if (worker->may[static_cast<std::size_t>(activity)] == May::No || !worker->bell.waiting() ||
        tasks_[worker->task].band == Precedence::Urgent)
      continue;
    if (victim == nullptr || worker->id < victim->id) victim = worker;
  }
  return victim;
}

void Clinic::may_be_called_away(Worker& worker, Activity activity) {
  worker.interruptible = setup_.care.tasks[static_cast<std::size_t>(activity)].interruptible;
  if (worker.interruptible) interruptible_.push_back(worker);
}

void Clinic::keep_from_being_called(Worker& worker) {
  if (worker.interruptible) interruptible_.remove(worker);
  worker.interruptible = false;
}

void Clinic::serve(TaskId id) {
  Task& task = tasks_[id];
  worklist_.remove(task);
  const Role role = setup_.care.tasks[static_cast<std::size_t>(task.activity)].roles.front();
  Worker& worker = hire(role);
  simulation_.spawn(serve_at_once(simulation_, *this, worker, id), number(task.patient));
}

// A patient is rung once a day, and so many times a month; then the task waits, or is given up.
bool Clinic::must_wait(TaskId id) {
  const Task& task = tasks_[id];
  const bool rings = task.activity == Activity::CheckIn || task.activity == Activity::AlertCall ||
                     task.activity == Activity::Outreach;
  if (!rings || task.begun() || task.band == Precedence::OnTheLine) return false;
  const Resident& about = *resident_of(task);
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

// Where somebody is always free, nobody rings at a bad hour while a better one is still to come
// that day: without this, the delays of a small team would now and then land on better hours than
// the ceiling's calls.
bool Clinic::wait_for_best_hour(TaskId id) {
  const LocalTime now = setup_.zone.local(simulation_.now());
  const LocalDay today = std::chrono::floor<days>(now);
  const auto this_hour =
      static_cast<int>(std::chrono::floor<hours>(now - LocalTime{today}).count());
  int best = this_hour;
  for (int hour = this_hour + 1; hour < 24; ++hour) {
    const bool open = opening_.open_at(setup_.zone.utc(LocalTime{today} + hours{hour}));
    if (open && hour_factor(population().reach, hour) > hour_factor(population().reach, best))
      best = hour;
  }
  if (best == this_hour) return false;
  start_later(id, setup_.zone.utc(LocalTime{today} + hours{best}));
  return true;
}

std::optional<Rank> Clinic::first_ready(Activity activity) {
  for (;;) {
    const auto rank = worklist_.first(activity, tasks_);
    if (!rank || !must_wait(rank->task)) return rank;
  }
}

// By band, then one's own work before another role's, then the policy.
TaskId Clinic::next_task(const Worker& worker) {
  std::optional<Rank> best;
  May best_may = May::No;
  for (std::size_t activity = 0; activity < kActivities; ++activity) {
    const May may = worker.may[activity];
    if (may == May::No) continue;
    const auto rank = first_ready(static_cast<Activity>(activity));
    if (!rank) continue;
    const auto order = [](const Rank& r, May m) {
      return std::tuple{r.band, m, r.by_policy, r.due, r.task};
    };
    if (!best || order(*rank, may) < order(*best, best_may)) {
      best = rank;
      best_may = may;
    }
  }
  return best ? best->task : kNobody;
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
  if (!task.begun()) plan_steps(id, worker);
  if (task.alert != kNobody) touches_.touch(std::exchange(task.alert, kNobody), simulation_.now());
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
  if (step.activity == Activity::Attempt || step.activity == Activity::Voicemail)
    week_.add(began, simulation_.now(), &HourOfWeek::unanswered);
  step.length -= worked;
  if (step.length <= SimDuration{}) ++steps.next;
  worker.step_began = simulation_.now();
}

void Clinic::put_down(Worker& worker, TaskId id) {
  Task& task = tasks_[id];
  worker.task = kNobody;
  task.in_hand = false;
  if (current_step(id) == nullptr) return follow_up(id);
  const Resident* about = resident_of(task);
  if (about != nullptr && about->withdrawn()) return release(id);
  if (followed(task.patient)) {
    note(task.patient, {.at = simulation_.now(),
                        .kind = JournalLine::Kind::TaskInterrupted,
                        .activity = task.activity,
                        .staff = worker.member->name});
  }
  worklist_.add(id, task, rank_by_policy(task));
}

void Clinic::spend(Worker& worker, SimDuration WorkerMinutes::* on, SimTime since) {
  worker.minutes.*on += in_month(since, simulation_.now());
  if (on == &WorkerMinutes::rpm) week_.add(since, simulation_.now(), &HourOfWeek::busy);
  if (on == &WorkerMinutes::rpm || on == &WorkerMinutes::idle)
    week_.add(since, simulation_.now(), &HourOfWeek::on_rpm);
}

}  // namespace caseload::sim
