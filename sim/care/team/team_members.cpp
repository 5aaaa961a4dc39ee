#include "sim/care/team/team_members.hpp"

#include <algorithm>
#include <cmath>

#include "sim/care/calendar/practice_calendar.hpp"
#include "sim/care/clinic_setup.hpp"

namespace caseload::care {

LocalDay TeamMembers::end_day() const { return calendar_.month_end_day() + days{8}; }

void TeamMembers::assemble(engine::Simulation& simulation) {
  for (std::size_t i = 0; i < setup_.team.size(); ++i) {
    Worker& worker =
        workers_.emplace_back(simulation, StaffId{static_cast<std::uint32_t>(i)}, setup_.team[i]);
    worker.shifts = scheduled_shifts(*worker.member, calendar_.first_day(), end_day(), setup_.zone,
                                     setup_.holidays, setup_.random);
  }
  divide_the_work(calendar_.first_day());
}

void TeamMembers::arrange_cover() {
  for (Worker& absentee : workers_) {
    if (!absentee.member->cover) continue;
    const auto substitute = std::ranges::find_if(workers_, [&](const Worker& worker) {
      return worker.member->name == absentee.member->cover->by;
    });
    if (substitute == workers_.end()) continue;
    const std::vector<Shift> more =
        covering_shifts(*absentee.member, absentee.shifts, *substitute->member, substitute->shifts,
                        calendar_.first_day(), end_day(), setup_.random);
    substitute->shifts.insert(substitute->shifts.end(), more.begin(), more.end());
    std::ranges::sort(substitute->shifts, {}, &Shift::from);
  }
}

void TeamMembers::count_scheduled() {
  for (Worker& worker : workers_)
    for (const Shift& shift : worker.shifts) {
      const SimDuration length = calendar_.in_month(shift.from, shift.to);
      const double rpm_share =
          worker.job_of(shift).rpm_share_of(std::chrono::weekday{shift.day}.c_encoding());
      worker.minutes.scheduled += length;
      (shift.absent() ? worker.minutes.absent : worker.minutes.present) += length;
      worker.minutes.for_rpm +=
          SimDuration{std::llround(static_cast<double>(length.count()) * rpm_share)};
    }
}

void TeamMembers::divide_the_work(LocalDay today) {
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

std::vector<LocalDay> TeamMembers::days_of_change() const {
  std::vector<LocalDay> days_found;
  for (const Worker& worker : workers_) {
    if (worker.member->from) days_found.push_back(*worker.member->from);
    if (worker.member->until) days_found.push_back(*worker.member->until + days{1});
  }
  std::erase_if(days_found,
                [&](LocalDay day) { return day <= calendar_.first_day() || day >= end_day(); });
  std::ranges::sort(days_found);
  return days_found;
}

}  // namespace caseload::care
