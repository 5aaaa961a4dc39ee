#include "sim/care/team/shift_work.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "sim/care/calendar/practice_calendar.hpp"
#include "sim/care/clinic_setup.hpp"
#include "sim/care/record/month_record.hpp"
#include "sim/care/tasks/task_book.hpp"
#include "sim/care/team/availability.hpp"
#include "sim/care/team/task_choice.hpp"
#include "sim/care/team/team_members.hpp"
#include "sim/care/team/work_in_hand.hpp"

namespace caseload::care {

engine::Process work_shifts(engine::Simulation& simulation, ShiftWork& shifts, Worker& worker) {
  std::erase_if(worker.shifts, [](const Shift& shift) { return shift.absent(); });
  // Other work that is still to be done. RPM runs over the end of its part of an hour; what the
  // rest has lost by that is made up for before RPM goes on, on the next day if need be, so that
  // the stated share of the day is kept.
  SimDuration other{};
  for (std::size_t i = 0; i < worker.shifts.size(); ++i) {
    const Shift& shift = worker.shifts[i];
    co_await simulation.until(shift.from);
    shifts.come_in(worker, shift);
    const std::vector<DutySpan> spans = shifts.duties_of(worker, shift);
    for (const DutySpan& span : spans) {
      SimTime since = simulation.now();
      if (span.duty == Duty::Break) {
        // One that falls due in mid-task is taken afterwards, whole.
        co_await simulation.after(span.to - span.from);
        shifts.spend(worker, &WorkerMinutes::breaks, since);
        continue;
      }
      if (span.duty == Duty::Other) other += span.to - span.from;
      const SimTime until = std::min(since + other, shift.to);
      if (until > since) {
        co_await simulation.until(until);
        other -= until - since;
        shifts.spend(worker, &WorkerMinutes::other, since);
      }
      if (span.duty == Duty::Other) continue;
      shifts.begin_rpm();
      while (simulation.now() < span.to) {
        since = simulation.now();
        const TaskId id = shifts.look_for_work(worker);
        if (id == kNobody) {
          co_await worker.wakeup.sleep_until(span.to);
          shifts.stop_waiting(worker);
          shifts.spend(worker, &WorkerMinutes::idle, since);
          continue;
        }
        while (const Step* step = shifts.begin_step(worker, id)) {
          const SimTime done = simulation.now() + step->length;
          const engine::Wake woke =
              co_await worker.wakeup.sleep_until(std::min(done, shifts.put_down_at(worker, id)));
          shifts.end_step(worker, id);
          if (woke == engine::Wake::Preempted) break;
        }
        shifts.put_down(worker, id);
        shifts.spend(worker, &WorkerMinutes::rpm, since);
      }
    }
    shifts.go_home(worker);
    // Where the next shift has begun by now, the time since is that shift's.
    const SimTime next = i + 1 < worker.shifts.size() ? worker.shifts[i + 1].from : SimTime::max();
    shifts.spend_overtime(worker, shift.to, std::min(next, simulation.now()));
  }
}

void ShiftWork::come_in(Worker& worker, const Shift& shift) {
  worker.on_duty = true;
  worker.leaves_at = shift.to;
  worker.pace = 1 / speed_on(*worker.member, shift.day, setup_.random);
}

void ShiftWork::go_home(Worker& worker) {
  worker.on_duty = false;
  for (const Handed& handed : std::exchange(worker.handed, {})) {
    if (book_.still_waits(handed)) book_.return_to_worklist(handed.task);
  }
}

std::vector<DutySpan> ShiftWork::duties_of(const Worker& worker, const Shift& shift) const {
  return duties(worker.job_of(shift), shift, setup_.zone);
}

void ShiftWork::spend(Worker& worker, SimDuration WorkerMinutes::* on, SimTime since) {
  const SimTime now = simulation_.now();
  worker.minutes.*on += calendar_.in_month(since, now);
  if (on == &WorkerMinutes::rpm) record_.week().add(since, now, &HourOfWeek::busy);
  if (on == &WorkerMinutes::rpm || on == &WorkerMinutes::idle)
    record_.week().add(since, now, &HourOfWeek::on_rpm);
}

void ShiftWork::spend_overtime(Worker& worker, SimTime from, SimTime to) {
  worker.minutes.overtime += calendar_.in_month(from, to);
}

void ShiftWork::begin_rpm() { availability_.ask_the_idle_again(); }

TaskId ShiftWork::look_for_work(Worker& worker) {
  const TaskId id = choice_.next(worker);
  if (id == kNobody) availability_.sit_down(worker);
  else hand_.take_up(worker, id);
  return id;
}

void ShiftWork::stop_waiting(Worker& worker) {
  if (worker.idle) availability_.get_up(worker);
}

const Step* ShiftWork::begin_step(Worker& worker, TaskId id) {
  const Step* step = book_.current_step(id);
  if (step == nullptr || put_down_at(worker, id) <= simulation_.now()) return nullptr;
  availability_.may_be_called_away(worker, step->activity);
  return step;
}

void ShiftWork::end_step(Worker& worker, TaskId id) {
  availability_.keep_from_being_called(worker);
  hand_.finish_step(worker, id);
}

void ShiftWork::put_down(Worker& worker, TaskId id) {
  if (hand_.put_down(worker, id)) {
    if (put_down_at(worker, id) <= simulation_.now()) leave_behind(worker, id);
    else book_.list(id);
  }
  availability_.ask_the_idle_again();
}

AtShiftEnd ShiftWork::rule_of(const Worker& worker) const {
  return worker.member->at_shift_end.value_or(setup_.care.policy.team.at_shift_end);
}

SimTime ShiftWork::put_down_at(const Worker& worker, TaskId id) const {
  const Step& step = *book_.current_step(id);
  const bool stays = rule_of(worker) == AtShiftEnd::Finish || step.live ||
                     book_[id].band == Precedence::Urgent ||
                     !setup_.work(step.activity).interruptible;
  return stays ? SimTime::max() : worker.leaves_at;
}

// What is left of a piece of work when its shift ends.
void ShiftWork::leave_behind(Worker& worker, TaskId id) {
  const Task& task = book_[id];
  if (rule_of(worker) == AtShiftEnd::HandOver) {
    if (Worker* colleague = who_takes_over(task)) {
      colleague->handed.push_back({id, task.version});
      if (colleague->idle) availability_.wake_up(*colleague);
      return;
    }
  }
  book_.return_to_worklist(id);
}

// Somebody idle who may do it; else, of those on duty, whoever has taken over least, the first of
// the team among equals.
Worker* ShiftWork::who_takes_over(const Task& task) {
  if (Worker* idle = availability_.idle_for(task)) return idle;
  Worker* found = nullptr;
  for (Worker& worker : members_) {
    if (!worker.on_duty || worker.leaves_at <= simulation_.now() ||
        !availability_.may_take(worker, task))
      continue;
    if (found == nullptr || worker.handed.size() < found->handed.size()) found = &worker;
  }
  return found;
}

}  // namespace caseload::care
