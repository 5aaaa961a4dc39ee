// A team that is never busy: the same people in the same hours, as many of each as there is work,
// and none of them ever away. It shows the ceiling that no hiring of such people lifts.
//
// Work is taken up as soon as somebody who may do it is scheduled, breaks and other duties
// notwithstanding, and its length is that of whoever of the team logs most time for it. So it is a
// ceiling in every month, not on average only over whoever happens to take a call: somebody slow,
// somebody new or an interpreter makes more minutes of the same work
// (MonthOutcome::by_longer_minutes counts what that alone brings). For one patient one thing is
// done after the other: two people at a patient's record at the same moment are credited once, so
// that haste would cost minutes. People on call are called as in the plan itself.

#include <algorithm>
#include <tuple>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/care/clinic.hpp"
#include "sim/population/reach.hpp"

namespace caseload::care {

// Under `unlimited` every task that may be done finds a free person at once.
engine::Process serve_at_once(engine::Simulation& simulation, Clinic& clinic, Worker& worker,
                              TaskId id) {
  clinic.take_up(worker, id);
  while (const Step* step = clinic.current_step(id)) {
    co_await simulation.after(step->length);
    clinic.finish_step(worker, id, worker.step_began);
  }
  const PatientId patient = clinic.tasks_[id].patient;
  clinic.put_down(worker, id);
  clinic.serve_parked(patient);
  clinic.free_[static_cast<std::size_t>(worker.id)].push_back(&worker);
}

// What waited until somebody who may do it came.
engine::Process open_the_doors(engine::Simulation& simulation, Clinic& clinic,
                               std::vector<SimTime> openings) {
  for (const SimTime opens : openings) {
    co_await simulation.until(opens);
    for (int i = 0; i < rules::kActivities; ++i) {
      const auto activity = static_cast<rules::Activity>(i);
      if (!clinic.covered(activity, opens)) continue;
      while (const auto rank = clinic.first_ready(activity)) clinic.serve_or_park(rank->task);
    }
  }
}

// When each kind of work is covered: while somebody is scheduled who may do it, present or not.
// Whoever stands in for a colleague is there in the colleague's hours too.
void Clinic::open_without_limit() {
  std::vector<SimTime> openings;
  for (std::size_t i = 0; i < rules::kActivities; ++i) {
    std::vector<OpeningHours::Span>& spans = covered_[i];
    for (const Worker& worker : workers_) {
      for (const Worker& other : workers_) {
        const bool in_place_of =
            other.member->cover && other.member->cover->by == worker.member->name;
        if (&other != &worker && !in_place_of) continue;
        for (const Shift& shift : other.shifts)
          if (worker.may[i] != May::No && worker.member->employed_on(shift.day))
            spans.push_back({shift.from, shift.to});
      }
    }
    std::ranges::sort(spans, {}, &OpeningHours::Span::from);
    std::vector<OpeningHours::Span> apart;
    for (const OpeningHours::Span& span : spans) {
      if (apart.empty() || apart.back().to < span.from) apart.push_back(span);
      else apart.back().to = std::max(apart.back().to, span.to);
    }
    spans = std::move(apart);
    for (const OpeningHours::Span& span : spans) openings.push_back(span.from);
  }
  free_.resize(workers_.size());
  std::ranges::sort(openings);
  openings.erase(std::ranges::unique(openings).begin(), openings.end());
  simulation_.spawn(open_the_doors(simulation_, *this, std::move(openings)), 0);
}

bool Clinic::covered(rules::Activity activity, SimTime at) const {
  const std::vector<OpeningHours::Span>& spans = covered_[static_cast<std::size_t>(activity)];
  const auto after = std::ranges::upper_bound(spans, at, {}, &OpeningHours::Span::from);
  return after != spans.begin() && at < std::prev(after)->to;
}

// Of those who may do it: who is employed (a shift of the last day may end on the next), whose
// minutes count, who takes longest, an interpreter's time included, then as the plan would prefer;
// of equals, the first of the team.
Worker& Clinic::who_logs_most(const Task& task) {
  const LocalDay today = day_of(simulation_.now());
  if (most_today_.day != today) most_today_ = {today, {}};
  const auto language =
      is_conversation(task.activity) ? language_of(task) : population::kFirstLanguage;
  most_today_.by_kind.resize(rules::kActivities * (population().languages.size() + 1));
  Worker*& most =
      most_today_.by_kind[language * rules::kActivities + static_cast<std::size_t>(task.activity)];
  if (most == nullptr) most = &look_for_who_logs_most(task, today);
  return *most;
}

Worker& Clinic::look_for_who_logs_most(const Task& task, LocalDay today) {
  const std::vector<rules::Role>& roles =
      setup_.care.tasks[static_cast<std::size_t>(task.activity)].roles;
  const auto order = [&](const Worker& worker) {
    const bool counts = worker.member->supervised &&
                        setup_.rules.role_counts[static_cast<std::size_t>(worker.member->role)];
    double length = 1 / speed_on(*worker.member, today, setup_.random);
    if (is_conversation(task.activity) && needs_interpreter(task, worker))
      length *= setup_.care.interpreter.stretch;
    const auto place = std::ranges::find(roles, worker.member->role) - roles.begin();
    return std::tuple{worker.member->employed_on(today), counts, length, -place};
  };
  Worker* most = nullptr;
  for (Worker& worker : workers_) {
    if (worker.member->on_call || worker.may[static_cast<std::size_t>(task.activity)] == May::No)
      continue;
    if (most == nullptr || order(*most) < order(worker)) most = &worker;
  }
  CASELOAD_CHECK(most != nullptr, "work is covered and nobody may do it");
  return *most;
}

// One more of this person.
Worker& Clinic::another_of(const Worker& person) {
  std::vector<Worker*>& free = free_[static_cast<std::size_t>(person.id)];
  if (free.empty()) return never_busy_.emplace_back(simulation_, person.id, *person.member);
  Worker& worker = *free.back();
  free.pop_back();
  return worker;
}

// Whether somebody is at the patient's record, or on the line.
bool Clinic::attended(const Task& task) {
  const EnrolledPatient* about = resident_of(task);
  return about != nullptr &&
         std::ranges::any_of(about->open_tasks, [this](TaskId id) { return tasks_[id].in_hand; });
}

// What can wait does so for the few minutes until the patient's other work is done.
void Clinic::serve_or_park(TaskId id) {
  Task& task = tasks_[id];
  if (task.band == Precedence::Urgent || !attended(task)) return serve(id);
  worklist_.remove(task);
  parked_.push_back({task.patient, {id, task.version}});
}

void Clinic::serve_parked(PatientId patient) {
  const auto mine = [patient](const auto& parked) { return parked.first == patient; };
  for (;;) {
    const auto next = std::ranges::find_if(parked_, mine);
    if (next == parked_.end()) return;
    const Handed waiting = next->second;
    const bool gone = !still_waits(waiting);  // dropped meanwhile
    if (!gone && attended(tasks_[waiting.task])) return;
    parked_.erase(next);
    if (!gone) return_to_worklist(waiting.task);
  }
}

void Clinic::serve(TaskId id) {
  Task& task = tasks_[id];
  worklist_.remove(task);
  task.in_hand = true;
  Worker& worker = another_of(who_logs_most(task));
  worker.pace = 1 / speed_on(*worker.member, day_of(simulation_.now()), setup_.random);
  simulation_.spawn(serve_at_once(simulation_, *this, worker, id), number(task.patient));
}

// Where somebody is always free, nobody rings at a bad hour while a better one is still to come
// that day: without this, the delays of a small team would now and then land on better hours than
// the ceiling's calls.
bool Clinic::wait_for_best_hour(TaskId id) {
  const rules::Activity activity = tasks_[id].activity;
  const LocalTime now = setup_.zone.local(simulation_.now());
  const LocalDay today = std::chrono::floor<days>(now);
  const auto this_hour =
      static_cast<int>(std::chrono::floor<hours>(now - LocalTime{today}).count());
  int best = this_hour;
  for (int hour = this_hour + 1; hour < 24; ++hour) {
    const bool open = covered(activity, setup_.zone.utc(LocalTime{today} + hours{hour}));
    if (open &&
        population::hour_factor(population().reach, hour) > hour_factor(population().reach, best))
      best = hour;
  }
  if (best == this_hour) return false;
  start_later(id, setup_.zone.utc(LocalTime{today} + hours{best}));
  return true;
}

}  // namespace caseload::care
