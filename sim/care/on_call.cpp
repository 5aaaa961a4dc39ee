// Nights, weekends and holidays: people on call are called about urgent alerts that nobody on duty
// can take, and answer after a delay, one after another.

#include <algorithm>
#include <utility>

#include "sim/care/clinic.hpp"

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

// Called: until then asleep, or at what there was to do.
engine::Process be_on_call(engine::Simulation& simulation, Clinic& clinic, Worker& worker,
                           Spans spans) {
  for (const auto& [from, to] : spans) {
    co_await simulation.until(from);
    worker.on_call_now = true;
    while (simulation.now() < to) {
      if (clinic.next_urgent(worker) == kNobody) {
        if (co_await worker.wakeup.sleep_until(to) != engine::Wake::Granted) break;
        continue;
      }
      clinic.count_call(worker);
      co_await simulation.after(worker.member->on_call->responds_in);
      for (TaskId id; (id = clinic.next_urgent(worker)) != kNobody;) {
        clinic.take_up(worker, id);
        while (const Step* step = clinic.current_step(id)) {
          co_await simulation.after(step->length);
          clinic.count_called_out(worker);
          clinic.finish_step(worker, id, worker.step_began);
        }
        clinic.put_down(worker, id);
      }
    }
    worker.on_call_now = false;
  }
}

// Of everybody in the plan who may look at alerts, whether at work or away.
void Clinic::put_on_call(LocalDay end) {
  const SimTime until = setup_.zone.midnight(end);
  Spans staffed;
  for (const Worker& worker : workers_) {
    if (worker.may[static_cast<std::size_t>(rules::Activity::Triage)] == May::No) continue;
    for (const Shift& shift : worker.shifts) staffed.emplace_back(shift.from, shift.to);
  }
  std::ranges::sort(staffed);
  for (Worker& worker : workers_) {
    if (!worker.member->on_call) continue;
    const OnCall& on_call = *worker.member->on_call;
    Spans spans = on_call.has_hours() ? stated_hours(on_call, first_day_, end, setup_.zone)
                                      : gaps_between(staffed, setup_.start, until);
    for (const auto& [from, to] : spans) worker.on_call.on_call += in_month(from, to);
    on_call_.push_back(&worker);
    simulation_.spawn(be_on_call(simulation_, *this, worker, std::move(spans)),
                      static_cast<std::uint32_t>(worker.id));
  }
}

// Somebody on call and not at it already, who may do it; the first of the team.
void Clinic::call_out(const Task& task) {
  for (Worker* worker : on_call_) {
    if (!worker->on_call_now || !worker->wakeup.waiting() ||
        worker->may[static_cast<std::size_t>(task.activity)] == May::No)
      continue;
    worker->wakeup.wake(engine::Wake::Granted);
    return;
  }
}

// The urgent piece of work that is due for longest; kNobody: there is none that this person may do.
TaskId Clinic::next_urgent(const Worker& worker) {
  const auto urgent = [this](rules::Activity activity) {
    const auto rank = worklist_.first(activity, tasks_);
    return rank && rank->band == Precedence::Urgent ? rank : std::nullopt;
  };
  std::optional<Rank> first;
  for (std::size_t i = 0; i < rules::kActivities; ++i) {
    if (worker.may[i] == May::No) continue;
    auto rank = urgent(static_cast<rules::Activity>(i));
    while (rank && must_wait(rank->task)) rank = urgent(static_cast<rules::Activity>(i));
    if (rank && (!first || *rank < *first)) first = rank;
  }
  return first ? first->task : kNobody;
}

void Clinic::count_call(Worker& worker) {
  if (observed(simulation_.now())) ++worker.on_call.calls;
  note_calls(worker);
}

// The time since the step in hand began.
void Clinic::count_called_out(Worker& worker) {
  const SimDuration worked = in_month(worker.step_began, simulation_.now());
  worker.on_call.worked += worked;
  worker.minutes.called_out += worked;
  worker.minutes.rpm += worked;
}

// For whoever follows a patient: on whose account somebody was called.
void Clinic::note_calls(const Worker& worker) {
  if (setup_.journal == nullptr) return;
  const Task& task = tasks_[next_urgent(worker)];
  if (!followed(task.patient)) return;
  note(task.patient, {.at = simulation_.now(),
                      .kind = JournalLine::Kind::CalledOut,
                      .activity = task.activity,
                      .staff = worker.member->name,
                      .note = "on call"});
}

}  // namespace caseload::care
