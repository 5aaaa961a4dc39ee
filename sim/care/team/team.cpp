#include "sim/care/team/team.hpp"

#include <utility>
#include <vector>

#include "sim/care/calendar/practice_calendar.hpp"
#include "sim/care/clinic_setup.hpp"
#include "sim/care/tasks/task_book.hpp"
#include "sim/care/team/call_routing.hpp"

namespace caseload::care {
namespace {

engine::Process change_queues_every_midnight(engine::Simulation& simulation, Team& team,
                                             const PracticeCalendar& calendar) {
  for (LocalDay day = calendar.first_day() + days{1};; day += days{1}) {
    co_await simulation.until(calendar.midnight(day));
    team.begin_day(day);
  }
}

engine::Process follow_the_team(engine::Simulation& simulation, Team& team,
                                const PracticeCalendar& calendar, std::vector<LocalDay> changes) {
  for (const LocalDay day : changes) {
    co_await simulation.until(calendar.midnight(day));
    team.change_members(day);
  }
}

}  // namespace

Team::Team(const ClinicSetup& setup, const PracticeCalendar& calendar,
           engine::Simulation& simulation, TeamMembers& members, CallRouting& routing,
           TaskBook& book, CallAttempts& attempts, WorkInHand& hand, MonthRecord& record)
    : setup_(setup),
      calendar_(calendar),
      simulation_(simulation),
      members_(members),
      routing_(routing),
      book_(book),
      availability_(setup, simulation, members, routing, book),
      choice_(book, attempts, routing, availability_),
      shifts_(setup, calendar, simulation, members, book, availability_, choice_, hand, record),
      on_call_(setup, calendar, simulation, members, book, attempts, hand, record) {}

void Team::begin() {
  members_.arrange_cover();
  members_.count_scheduled();
  routing_.choose_primary_nurses(calendar_.first_day());
  if (routing_.open_queues(book_.worklist()))
    simulation_.spawn(change_queues_every_midnight(simulation_, *this, calendar_), 0);
  for (Worker& worker : members_) {
    // Somebody without hours leaves no trace, not even in the fingerprint.
    if (!worker.shifts.empty())
      simulation_.spawn(work_shifts(simulation_, shifts_, worker),
                        static_cast<std::uint32_t>(worker.id));
  }
  on_call_.begin();
  if (std::vector<LocalDay> changes = members_.days_of_change(); !changes.empty())
    simulation_.spawn(follow_the_team(simulation_, *this, calendar_, std::move(changes)), 0);
}

void Team::dispatch(TaskId id) {
  const Task& task = book_[id];
  if (Worker* idle = availability_.idle_for(task)) return availability_.wake_up(*idle);
  if (task.band != Precedence::Urgent) return;
  if (setup_.care.policy.urgent_preempts) {
    if (Worker* victim = availability_.least_to_lose(task.activity)) {
      victim->wakeup.wake(engine::Wake::Preempted);
      return;
    }
  }
  on_call_.call_out(task);
}

SkillQueue Team::queue_of(const Task& task) const { return routing_.queue_of(task); }

void Team::begin_day(LocalDay day) {
  routing_.look_at_queues(day);
  book_.change_queues();
  availability_.wake_everybody();
}

void Team::change_members(LocalDay day) {
  members_.divide_the_work(day);
  routing_.choose_primary_nurses(day);
  if (routing_.queues_open()) routing_.look_at_queues(day);
}

}  // namespace caseload::care
