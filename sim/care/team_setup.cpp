// The plan's people before the first day: their shifts, who covers for whom, and which work is
// whose.

#include <algorithm>
#include <cmath>

#include "sim/care/clinic.hpp"

namespace caseload::care {

void Clinic::assemble_team() {
  const LocalDay end = setup_.month.end_day() + days{8};
  for (std::size_t i = 0; i < setup_.team.size(); ++i) {
    Worker& worker =
        workers_.emplace_back(simulation_, StaffId{static_cast<std::uint32_t>(i)}, setup_.team[i]);
    worker.shifts = scheduled_shifts(*worker.member, first_day_, end, setup_.zone, setup_.holidays,
                                     setup_.random);
  }
  divide_the_work(first_day_);
  if (setup_.unlimited) {
    open_without_limit();
    return put_on_call(end);
  }
  arrange_cover(end);
  for (Worker& worker : workers_) count_scheduled(worker);
  choose_primary_nurses(first_day_);
  open_queues();
  for (Worker& worker : workers_) {
    // Somebody without hours leaves no trace, not even in the fingerprint.
    if (!worker.shifts.empty())
      simulation_.spawn(work_shifts(simulation_, *this, worker),
                        static_cast<std::uint32_t>(worker.id));
  }
  put_on_call(end);
  if (const std::vector<LocalDay> days = days_of_change(end); !days.empty())
    simulation_.spawn(follow_the_team(simulation_, *this, days), 0);
}

// Who is named to stand in does so for the first of the team first.
void Clinic::arrange_cover(LocalDay end) {
  for (Worker& absentee : workers_) {
    if (!absentee.member->cover) continue;
    const auto substitute = std::ranges::find_if(workers_, [&](const Worker& worker) {
      return worker.member->name == absentee.member->cover->by;
    });
    if (substitute == workers_.end()) continue;
    const std::vector<Shift> more =
        covering_shifts(*absentee.member, absentee.shifts, *substitute->member, substitute->shifts,
                        first_day_, end, setup_.random);
    substitute->shifts.insert(substitute->shifts.end(), more.begin(), more.end());
    std::ranges::sort(substitute->shifts, {}, &Shift::from);
  }
}

void Clinic::count_scheduled(Worker& worker) {
  for (const Shift& shift : worker.shifts) {
    const SimDuration length = in_month(shift.from, shift.to);
    const double rpm_share =
        worker.job_of(shift).rpm_share_of(std::chrono::weekday{shift.day}.c_encoding());
    worker.minutes.scheduled += length;
    (shift.absent() ? worker.minutes.absent : worker.minutes.present) += length;
    worker.minutes.for_rpm +=
        SimDuration{std::llround(static_cast<double>(length.count()) * rpm_share)};
  }
}

// Whether a kind of work is a person's own or somebody else's first, among the people employed on
// this day; a float, who has no hours of his or her own, takes nobody's place.
void Clinic::divide_the_work(LocalDay today) {
  for (std::size_t i = 0; i < rules::kActivities; ++i) {
    const auto activity = static_cast<rules::Activity>(i);
    const std::vector<rules::Role>& roles = setup_.care.tasks[i].roles;
    const auto may = [&](const StaffMember& member) {
      // A case is prepared for the provider by whoever may triage it.
      return may_do(member,
                    activity == rules::Activity::Escalation ? rules::Activity::Triage : activity,
                    roles);
    };
    const auto place = [&](const Worker& worker) {
      return std::ranges::find(roles, worker.member->role) - roles.begin();
    };
    for (Worker& worker : workers_) {
      worker.may[i] = May::No;
      if (!may(*worker.member)) continue;
      const bool somebody_before = std::ranges::any_of(workers_, [&](const Worker& other) {
        return other.member->has_hours() && other.member->employed_on(today) &&
               may(*other.member) && place(other) < place(worker);
      });
      worker.may[i] = somebody_before ? May::Spill : May::Own;
    }
  }
}

// Days of the run on which somebody begins, or is there no more.
std::vector<LocalDay> Clinic::days_of_change(LocalDay end) const {
  std::vector<LocalDay> days_found;
  for (const Worker& worker : workers_) {
    if (worker.member->from) days_found.push_back(*worker.member->from);
    if (worker.member->until) days_found.push_back(*worker.member->until + days{1});
  }
  std::erase_if(days_found, [&](LocalDay day) { return day <= first_day_ || day >= end; });
  std::ranges::sort(days_found);
  return days_found;
}

engine::Process follow_the_team(engine::Simulation& simulation, Clinic& clinic,
                                std::vector<LocalDay> changes) {
  for (const LocalDay day : changes) {
    co_await simulation.until(clinic.setup_.zone.midnight(day));
    clinic.divide_the_work(day);
    clinic.choose_primary_nurses(day);
    if (clinic.queues_open_) clinic.look_at_queues(day);
  }
}

}  // namespace caseload::care
