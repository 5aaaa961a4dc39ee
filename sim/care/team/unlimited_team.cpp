#include "sim/care/team/unlimited_team.hpp"

#include <algorithm>
#include <tuple>

#include "sim/base/check.hpp"
#include "sim/care/calendar/practice_calendar.hpp"
#include "sim/care/clinic_setup.hpp"
#include "sim/care/panel/enrolled_panel.hpp"
#include "sim/care/tasks/call_attempts.hpp"
#include "sim/care/tasks/task_book.hpp"
#include "sim/care/team/call_routing.hpp"
#include "sim/care/team/work_in_hand.hpp"

namespace caseload::care {
namespace {

engine::Process serve_at_once(engine::Simulation& simulation, UnlimitedTeam& team, Worker& worker,
                              TaskId id) {
  for (const Step* step = team.take_up(worker, id); step != nullptr;
       step = team.finish_step(worker, id))
    co_await simulation.after(step->length);
  team.finish(worker, id);
}

engine::Process open_the_doors(engine::Simulation& simulation, UnlimitedTeam& team,
                               std::vector<SimTime> openings) {
  for (const SimTime opens : openings) {
    co_await simulation.until(opens);
    team.serve_what_waited(opens);
  }
}

}  // namespace

UnlimitedTeam::UnlimitedTeam(const ClinicSetup& setup, const PracticeCalendar& calendar,
                             engine::Simulation& simulation, EnrolledPanel& patients,
                             TeamMembers& members, const CallRouting& routing, TaskBook& book,
                             CallAttempts& attempts, WorkInHand& hand, MonthRecord& record)
    : setup_(setup),
      calendar_(calendar),
      simulation_(simulation),
      patients_(patients),
      members_(members),
      routing_(routing),
      book_(book),
      attempts_(attempts),
      hand_(hand),
      on_call_(setup, calendar, simulation, members, book, attempts, hand, record) {}

void UnlimitedTeam::begin() {
  std::vector<SimTime> openings = work_out_cover();
  free_.resize(members_.size());
  attempts_.ring_at_best_hours(
      [this](rules::Activity activity, SimTime at) { return covered(activity, at); });
  simulation_.spawn(open_the_doors(simulation_, *this, std::move(openings)), 0);
  on_call_.begin();
}

void UnlimitedTeam::dispatch(TaskId id) {
  const Task& task = book_[id];
  if (covered(task.activity, simulation_.now())) {
    if (!attempts_.must_wait(id)) serve_or_park(id);
  } else if (task.band == Precedence::Urgent) {
    on_call_.call_out(task);
  }
}

const Step* UnlimitedTeam::take_up(Worker& worker, TaskId id) {
  hand_.take_up(worker, id);
  return book_.current_step(id);
}

const Step* UnlimitedTeam::finish_step(Worker& worker, TaskId id) {
  hand_.finish_step(worker, id);
  return book_.current_step(id);
}

void UnlimitedTeam::finish(Worker& worker, TaskId id) {
  const PatientId patient = book_[id].patient;
  hand_.put_down(worker, id);
  serve_parked(patient);
  free_[static_cast<std::size_t>(worker.id)].push_back(&worker);
}

void UnlimitedTeam::serve_what_waited(SimTime opens) {
  for (int i = 0; i < rules::kActivities; ++i) {
    const auto activity = static_cast<rules::Activity>(i);
    if (!covered(activity, opens)) continue;
    while (const auto rank = first_ready(activity)) serve_or_park(rank->task);
  }
}

std::optional<Rank> UnlimitedTeam::first_ready(rules::Activity activity) {
  for (;;) {
    const auto rank = book_.first(activity);
    if (!rank || !attempts_.must_wait(rank->task)) return rank;
  }
}

// When each kind of work is covered: while somebody is scheduled who may do it, present or not.
// Whoever stands in for a colleague is there in the colleague's hours too.
std::vector<SimTime> UnlimitedTeam::work_out_cover() {
  std::vector<SimTime> openings;
  for (std::size_t i = 0; i < rules::kActivities; ++i) {
    std::vector<OpeningHours::Span>& spans = covered_[i];
    for (const Worker& worker : members_) {
      for (const Worker& other : members_) {
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
  std::ranges::sort(openings);
  openings.erase(std::ranges::unique(openings).begin(), openings.end());
  return openings;
}

bool UnlimitedTeam::covered(rules::Activity activity, SimTime at) const {
  const std::vector<OpeningHours::Span>& spans = covered_[static_cast<std::size_t>(activity)];
  const auto after = std::ranges::upper_bound(spans, at, {}, &OpeningHours::Span::from);
  return after != spans.begin() && at < std::prev(after)->to;
}

// Of those who may do it: who is employed (a shift of the last day may end on the next), whose
// minutes count, who takes longest, an interpreter's time included, then as the plan would prefer;
// of equals, the first of the team.
Worker& UnlimitedTeam::who_logs_most(const Task& task) {
  const LocalDay today = calendar_.day_of(simulation_.now());
  if (most_today_.day != today) most_today_ = {today, {}};
  const auto language = rules::is_conversation(task.activity) ? routing_.language_of(task)
                                                              : population::kFirstLanguage;
  most_today_.by_kind.resize(rules::kActivities * (setup_.population().languages.size() + 1));
  Worker*& most =
      most_today_.by_kind[language * rules::kActivities + static_cast<std::size_t>(task.activity)];
  if (most == nullptr) most = &look_for_who_logs_most(task, today);
  return *most;
}

Worker& UnlimitedTeam::look_for_who_logs_most(const Task& task, LocalDay today) {
  const std::vector<rules::Role>& roles = setup_.work(task.activity).roles;
  const auto order = [&](const Worker& worker) {
    const bool counts = worker.member->supervised &&
                        setup_.rules.role_counts[static_cast<std::size_t>(worker.member->role)];
    double length = 1 / speed_on(*worker.member, today, setup_.random);
    if (rules::is_conversation(task.activity) && routing_.needs_interpreter(task, *worker.member))
      length *= setup_.care.interpreter.stretch;
    const auto place = std::ranges::find(roles, worker.member->role) - roles.begin();
    return std::tuple{worker.member->employed_on(today), counts, length, -place};
  };
  Worker* most = nullptr;
  for (Worker& worker : members_) {
    if (worker.member->on_call || worker.may[static_cast<std::size_t>(task.activity)] == May::No)
      continue;
    if (most == nullptr || order(*most) < order(worker)) most = &worker;
  }
  CASELOAD_CHECK(most != nullptr, "work is covered and nobody may do it");
  return *most;
}

// One more of this person.
Worker& UnlimitedTeam::another_of(const Worker& person) {
  std::vector<Worker*>& free = free_[static_cast<std::size_t>(person.id)];
  if (free.empty()) return never_busy_.emplace_back(simulation_, person.id, *person.member);
  Worker& worker = *free.back();
  free.pop_back();
  return worker;
}

// Whether somebody is at the patient's record, or on the line.
bool UnlimitedTeam::attended(const Task& task) const {
  const EnrolledPatient* about = patients_.find(task.patient);
  return about != nullptr &&
         std::ranges::any_of(about->open_tasks, [this](TaskId id) { return book_[id].in_hand; });
}

// What can wait does so for the few minutes until the patient's other work is done.
void UnlimitedTeam::serve_or_park(TaskId id) {
  Task& task = book_[id];
  if (task.band == Precedence::Urgent || !attended(task)) return serve(id);
  book_.worklist().remove(task);
  parked_.push_back({task.patient, {id, task.version}});
}

void UnlimitedTeam::serve_parked(PatientId patient) {
  const auto mine = [patient](const auto& parked) { return parked.first == patient; };
  for (;;) {
    const auto next = std::ranges::find_if(parked_, mine);
    if (next == parked_.end()) return;
    const Handed waiting = next->second;
    const bool gone = !book_.still_waits(waiting);  // dropped meanwhile
    if (!gone && attended(book_[waiting.task])) return;
    parked_.erase(next);
    if (!gone) book_.return_to_worklist(waiting.task);
  }
}

void UnlimitedTeam::serve(TaskId id) {
  Task& task = book_[id];
  book_.worklist().remove(task);
  task.in_hand = true;
  Worker& worker = another_of(who_logs_most(task));
  worker.pace = 1 / speed_on(*worker.member, calendar_.day_of(simulation_.now()), setup_.random);
  simulation_.spawn(serve_at_once(simulation_, *this, worker, id), number(task.patient));
}

}  // namespace caseload::care
