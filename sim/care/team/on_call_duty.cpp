#include "sim/care/team/on_call_duty.hpp"

#include <algorithm>
#include <utility>

#include "sim/care/calendar/practice_calendar.hpp"
#include "sim/care/clinic_setup.hpp"
#include "sim/care/record/month_record.hpp"
#include "sim/care/tasks/call_attempts.hpp"
#include "sim/care/tasks/task_book.hpp"
#include "sim/care/team/team_members.hpp"
#include "sim/care/team/work_in_hand.hpp"

namespace caseload::care {
namespace {

using Spans = std::vector<std::pair<SimTime, SimTime>>;

// What is left of [from, to) between the spans, which are in order of their beginnings.
Spans gaps_between(const Spans& spans, SimTime from, SimTime to) {
  Spans gaps;
  for (const auto& [begin, end] : spans) {
    if (from < std::min(begin, to)) gaps.emplace_back(from, std::min(begin, to));
    from = std::max(from, end);
  }
  if (from < to) gaps.emplace_back(from, to);
  return gaps;
}

Spans stated_hours(const OnCall& on_call, LocalDay first, LocalDay end, const ZoneTable& zone) {
  Spans spans;
  for (LocalDay day = first; day < end; day += days{1}) {
    const auto& hours = on_call.hours[std::chrono::weekday{day}.c_encoding()];
    if (!hours) continue;
    const SimTime from = zone.utc(LocalTime{day} + minutes{hours->from_minute});
    const SimTime to = zone.utc(LocalTime{day} + minutes{hours->to_minute});
    if (!spans.empty() && spans.back().second >= from)
      spans.back().second = std::max(spans.back().second, to);
    else spans.emplace_back(from, to);
  }
  return spans;
}

}  // namespace

engine::Process be_on_call(engine::Simulation& simulation, OnCallDuty& duty, Worker& worker,
                           Spans spans) {
  for (const auto& [from, to] : spans) {
    co_await simulation.until(from);
    worker.on_call_now = true;
    while (simulation.now() < to) {
      if (duty.next_urgent(worker) == kNobody) {
        if (co_await worker.wakeup.sleep_until(to) != engine::Wake::Granted) break;
        continue;
      }
      duty.count_call(worker);
      co_await simulation.after(worker.member->on_call->responds_in);
      for (TaskId id; (id = duty.next_urgent(worker)) != kNobody;) {
        duty.take_up(worker, id);
        while (const Step* step = duty.current_step(id)) {
          co_await simulation.after(step->length);
          duty.finish_step(worker, id);
        }
        duty.put_down(worker, id);
      }
    }
    worker.on_call_now = false;
  }
}

// Of everybody in the plan who may look at alerts, whether at work or away.
void OnCallDuty::begin() {
  const LocalDay end = members_.end_day();
  Spans staffed;
  for (const Worker& worker : members_) {
    if (worker.may[static_cast<std::size_t>(rules::Activity::Triage)] == May::No) continue;
    for (const Shift& shift : worker.shifts) staffed.emplace_back(shift.from, shift.to);
  }
  std::ranges::sort(staffed);
  for (Worker& worker : members_) {
    if (!worker.member->on_call) continue;
    const OnCall& on_call = *worker.member->on_call;
    Spans spans = on_call.has_hours()
                      ? stated_hours(on_call, calendar_.first_day(), end, setup_.zone)
                      : gaps_between(staffed, setup_.start, calendar_.midnight(end));
    for (const auto& [from, to] : spans) worker.on_call.on_call += calendar_.in_month(from, to);
    on_call_.push_back(&worker);
    simulation_.spawn(be_on_call(simulation_, *this, worker, std::move(spans)),
                      static_cast<std::uint32_t>(worker.id));
  }
}

void OnCallDuty::call_out(const Task& task) {
  for (Worker* worker : on_call_) {
    if (!worker->on_call_now || !worker->wakeup.waiting() ||
        worker->may[static_cast<std::size_t>(task.activity)] == May::No)
      continue;
    worker->wakeup.wake(engine::Wake::Granted);
    return;
  }
}

TaskId OnCallDuty::next_urgent(const Worker& worker) {
  const auto urgent = [this](rules::Activity activity) {
    const auto rank = book_.first(activity);
    return rank && rank->band == Precedence::Urgent ? rank : std::nullopt;
  };
  std::optional<Rank> first;
  for (std::size_t i = 0; i < rules::kActivities; ++i) {
    if (worker.may[i] == May::No) continue;
    auto rank = urgent(static_cast<rules::Activity>(i));
    while (rank && attempts_.must_wait(rank->task)) rank = urgent(static_cast<rules::Activity>(i));
    if (rank && (!first || *rank < *first)) first = rank;
  }
  return first ? first->task : kNobody;
}

void OnCallDuty::count_call(Worker& worker) {
  if (calendar_.observes(simulation_.now())) ++worker.on_call.calls;
  if (record_.has_journal()) note_call(worker);
}

void OnCallDuty::take_up(Worker& worker, TaskId id) { hand_.take_up(worker, id); }

const Step* OnCallDuty::current_step(TaskId id) const { return book_.current_step(id); }

void OnCallDuty::finish_step(Worker& worker, TaskId id) {
  const SimDuration worked = calendar_.in_month(worker.step_began, simulation_.now());
  worker.on_call.worked += worked;
  worker.minutes.called_out += worked;
  worker.minutes.rpm += worked;
  hand_.finish_step(worker, id);
}

void OnCallDuty::put_down(Worker& worker, TaskId id) { hand_.put_down(worker, id); }

// For whoever follows a patient: on whose account somebody was called.
void OnCallDuty::note_call(const Worker& worker) {
  const Task& task = book_[next_urgent(worker)];
  if (!record_.follows(task.patient)) return;
  record_.note({.at = simulation_.now(),
                .kind = JournalLine::Kind::CalledOut,
                .activity = task.activity,
                .staff = worker.member->name,
                .note = "on call"});
}

}  // namespace caseload::care
