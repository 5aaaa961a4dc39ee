// A person's working day: coming in, one duty after the other, and what becomes of the work in hand
// at the end.

#include <algorithm>
#include <utility>

#include "sim/care/clinic.hpp"

namespace caseload::care {

engine::Process work_shifts(engine::Simulation& simulation, Clinic& clinic, Worker& worker) {
  std::erase_if(worker.shifts, &Shift::absent);
  // Other work that is still to be done. RPM runs over the end of its part of an hour; what the
  // rest has lost by that is made up for before RPM goes on, on the next day if need be, so that
  // the stated share of the day is kept.
  SimDuration other{};
  for (std::size_t i = 0; i < worker.shifts.size(); ++i) {
    const Shift& shift = worker.shifts[i];
    co_await simulation.until(shift.from);
    clinic.come_in(worker, shift);
    const std::vector<DutySpan> spans = duties(worker.job_of(shift), shift, clinic.setup_.zone);
    for (const DutySpan& span : spans) {
      SimTime since = simulation.now();
      if (span.duty == Duty::Break) {
        // One that falls due in mid-task is taken afterwards, whole.
        co_await simulation.after(span.to - span.from);
        clinic.spend(worker, &WorkerMinutes::breaks, since);
        continue;
      }
      if (span.duty == Duty::Other) other += span.to - span.from;
      const SimTime until = std::min(since + other, shift.to);
      if (until > since) {
        co_await simulation.until(until);
        other -= until - since;
        clinic.spend(worker, &WorkerMinutes::other, since);
      }
      if (span.duty == Duty::Other) continue;
      clinic.ask_the_idle_again();
      while (simulation.now() < span.to) {
        since = simulation.now();
        const TaskId id = clinic.next_task(worker);
        if (id == kNobody) {
          clinic.sit_down(worker);
          co_await worker.wakeup.sleep_until(span.to);
          if (worker.idle) clinic.get_up(worker);
          clinic.spend(worker, &WorkerMinutes::idle, since);
          continue;
        }
        clinic.take_up(worker, id);
        while (const Step* step = clinic.current_step(id)) {
          const SimTime stop = clinic.put_down_at(worker, id);
          if (stop <= simulation.now()) break;
          const SimTime done = simulation.now() + step->length;
          clinic.may_be_called_away(worker, step->activity);
          const engine::Wake woke = co_await worker.wakeup.sleep_until(std::min(done, stop));
          clinic.keep_from_being_called(worker);
          clinic.finish_step(worker, id, worker.step_began);
          if (woke == engine::Wake::Preempted) break;
        }
        clinic.put_down(worker, id);
        clinic.ask_the_idle_again();
        clinic.spend(worker, &WorkerMinutes::rpm, since);
      }
    }
    clinic.go_home(worker);
    // Where the next shift has begun by now, the time since is that shift's.
    const SimTime next = i + 1 < worker.shifts.size() ? worker.shifts[i + 1].from : SimTime::max();
    worker.minutes.overtime += clinic.in_month(shift.to, std::min(next, simulation.now()));
  }
}

void Clinic::come_in(Worker& worker, const Shift& shift) {
  worker.on_duty = true;
  worker.leaves_at = shift.to;
  worker.pace = 1 / speed_on(*worker.member, shift.day, setup_.random);
}

void Clinic::go_home(Worker& worker) {
  worker.on_duty = false;
  for (const Handed& handed : std::exchange(worker.handed, {})) {
    if (still_waits(handed)) return_to_worklist(handed.task);
  }
}

// When the step in hand is left to somebody else: at the end of the shift, where that is how it is
// done here and the step may be interrupted; else never.
SimTime Clinic::put_down_at(const Worker& worker, TaskId id) const {
  const AtShiftEnd rule =
      worker.member->at_shift_end.value_or(setup_.care.policy.team.at_shift_end);
  const Step& step = *current_step(id);
  const bool stays = rule == AtShiftEnd::Finish || step.live ||
                     tasks_[id].band == Precedence::Urgent ||
                     !setup_.care.tasks[static_cast<std::size_t>(step.activity)].interruptible;
  return stays ? SimTime::max() : worker.leaves_at;
}

// What is left of a piece of work when its shift ends.
void Clinic::leave_behind(Worker& worker, TaskId id) {
  const AtShiftEnd rule =
      worker.member->at_shift_end.value_or(setup_.care.policy.team.at_shift_end);
  Task& task = tasks_[id];
  if (rule == AtShiftEnd::HandOver) {
    if (Worker* colleague = who_takes_over(task)) {
      colleague->handed.push_back({id, task.version});
      if (colleague->idle) wake_up(*colleague);
      return;
    }
  }
  return_to_worklist(id);
}

void Clinic::return_to_worklist(TaskId id) {
  list(id);
  dispatch(id);
}

// Somebody idle who may do it; else, of those on duty, whoever has taken over least, the first of
// the team among equals.
Worker* Clinic::who_takes_over(const Task& task) {
  if (Worker* idle = idle_for(task)) return idle;
  Worker* found = nullptr;
  for (Worker& worker : workers_) {
    if (!worker.on_duty || worker.leaves_at <= simulation_.now() || !may_take(worker, task))
      continue;
    if (found == nullptr || worker.handed.size() < found->handed.size()) found = &worker;
  }
  return found;
}

bool Clinic::still_waits(const Handed& handed) const {
  const Task& task = tasks_[handed.task];
  return task.alive && task.version == handed.version;
}

void Clinic::spend(Worker& worker, SimDuration WorkerMinutes::* on, SimTime since) {
  worker.minutes.*on += in_month(since, simulation_.now());
  if (on == &WorkerMinutes::rpm) week_.add(since, simulation_.now(), &HourOfWeek::busy);
  if (on == &WorkerMinutes::rpm || on == &WorkerMinutes::idle)
    week_.add(since, simulation_.now(), &HourOfWeek::on_rpm);
}

}  // namespace caseload::care
