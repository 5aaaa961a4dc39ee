// The plan without limit of staff: somebody is always free while the practice is open. It shows the
// ceiling that no hiring lifts.

#include <algorithm>

#include "sim/care/clinic.hpp"
#include "sim/population/reach.hpp"

namespace caseload::sim {

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
    const SimTime opens = clinic.opening_.next_opening(simulation.now());
    co_await simulation.until(opens);
    for (int activity = 0; activity < kActivities; ++activity) {
      while (const auto rank = clinic.first_ready(static_cast<Activity>(activity)))
        clinic.serve(rank->task);
    }
  }
}

// One person of each role stands for as many as there is work.
void Clinic::open_without_limit() {
  // Whatever language somebody of the practice speaks, somebody who is free does.
  LanguageSet speaks;
  for (const StaffMember& member : setup_.everyone) speaks |= member.speaks;
  for (int role = 0; role < kRoles; ++role) {
    hired_.push_back({.name = std::string(name(static_cast<Role>(role))),
                      .role = static_cast<Role>(role),
                      .hours = {},
                      .breaks = {},
                      .speaks = speaks});
  }
  simulation_.spawn(open_the_doors(simulation_, *this), 0);
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

void Clinic::serve(TaskId id) {
  Task& task = tasks_[id];
  worklist_.remove(task);
  const Role role = setup_.care.tasks[static_cast<std::size_t>(task.activity)].roles.front();
  Worker& worker = hire(role);
  simulation_.spawn(serve_at_once(simulation_, *this, worker, id), number(task.patient));
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

}  // namespace caseload::sim
