#include "sim/care/tasks/task_book.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "sim/care/calendar/practice_calendar.hpp"
#include "sim/care/clinic_setup.hpp"
#include "sim/care/panel/enrolled_panel.hpp"
#include "sim/care/panel/places.hpp"
#include "sim/care/record/month_record.hpp"
#include "sim/care/team/care_team.hpp"

namespace caseload::care {

TaskBook::TaskBook(const ClinicSetup& setup, const PracticeCalendar& calendar,
                   engine::Simulation& simulation, EnrolledPanel& patients, Places& places,
                   MonthRecord& record)
    : setup_(setup),
      calendar_(calendar),
      simulation_(simulation),
      patients_(patients),
      places_(places),
      record_(record) {}

TaskId TaskBook::add(const Task& task) {
  const bool reused = free_task_ != kNobody;
  const TaskId id = reused ? free_task_ : tasks_.size();
  Task& made = tasks_.open(id);
  if (reused) free_task_ = made.ordinal;
  const std::uint32_t version = reused ? made.version + 1 : 0;
  made = task;
  made.alive = true;
  made.version = version;
  // A signature is owed to the record: the patient's leaving does not end it.
  if (EnrolledPatient* about = patients_.find(task.patient);
      about != nullptr && task.activity != rules::Activity::SignOff) {
    if (is_numbered(task.activity)) {
      made.ordinal = about->ordinals[static_cast<std::size_t>(task.activity)]++;
    }
    about->open_tasks.push_back(id);
  }
  return id;
}

void TaskBook::start_later(TaskId id, SimTime due) {
  Task& task = tasks_[id];
  worklist_.remove(task);
  task.due = std::max(due, simulation_.now());
  if (planning_) {
    task.planned = true;
    agenda_.plan({task.due, number(task.patient), id});
    return;
  }
  simulation_.schedule({.at = task.due,
                        .entity = number(task.patient),
                        .action = &TaskBook::fall_due_event,
                        .context = this,
                        .argument = std::uint64_t{task.version} << 32 | id});
}

// One event stands for the whole agenda: that of its first entry.
void TaskBook::await_agenda() {
  simulation_.cancel(agenda_event_);
  const Agenda::Entry* first = agenda_.first();
  if (first == nullptr) return;
  agenda_event_ = simulation_.schedule({.at = first->due,
                                        .entity = first->patient,
                                        .action = &TaskBook::next_on_agenda,
                                        .context = this});
}

void TaskBook::next_on_agenda(void* book, std::uint64_t) {
  TaskBook& self = *static_cast<TaskBook*>(book);
  const Agenda::Entry now = *self.agenda_.first();
  self.agenda_.take_first();
  self.await_agenda();
  // In a large panel every task and every patient is a cache miss: fetched some entries ahead.
  constexpr std::size_t kAhead = 8;
  if (const Agenda::Entry* soon = self.agenda_.ahead(kAhead)) {
    __builtin_prefetch(&self.tasks_[soon->task], 1);
    if (soon->patient < self.patients_.size())
      __builtin_prefetch(&self.patients_[PatientId{soon->patient}].open_tasks, 1);
  }
  // Dropped meanwhile, the task may by now be another one.
  Task& task = self.tasks_[now.task];
  if (!task.planned || task.due != now.due || number(task.patient) != now.patient) return;
  task.planned = false;
  self.fall_due(now.task);
}

void TaskBook::fall_due_event(void* book, std::uint64_t task_and_version) {
  TaskBook& self = *static_cast<TaskBook*>(book);
  const auto id = static_cast<TaskId>(task_and_version);
  const Task& task = self.tasks_[id];
  if (task.alive && task.version == task_and_version >> 32) self.fall_due(id);  // else: dropped
}

void TaskBook::fall_due(TaskId id) {
  Task& task = tasks_[id];
  if (task.activity == rules::Activity::InboundCall && calendar_.observes(task.due))
    ++record_.counts().inbound.raised;
  if (task.activity == rules::Activity::Offer && !has_a_place_for(task))
    return drop(id, "the programme is full");
  if (task.activity == rules::Activity::Review) {
    // A review that was not done by the time of the next one covers both.
    EnrolledPatient& about = *patients_.find(task.patient);
    if (about.reviews_waiting > 0) return drop(id, "the last review is still to be done");
    task.waits = true;
    ++about.reviews_waiting;
  }
  enter(id);
}

void TaskBook::enter(TaskId id) {
  Task& task = tasks_[id];
  if (record_.follows(task.patient)) {
    record_.note(
        {.at = simulation_.now(), .kind = JournalLine::Kind::TaskDue, .activity = task.activity});
  }
  list(id);
  team_->dispatch(id);
}

void TaskBook::list(TaskId id) {
  Task& task = tasks_[id];
  worklist_.add(id, task, rank_by_policy(task), team_->queue_of(task));
}

std::int64_t TaskBook::rank_by_policy(const Task& task) const {
  if (task.activity == rules::Activity::SignOff) return std::numeric_limits<std::int64_t>::max();
  const PolicyChoice& choice = setup_.care.policy;
  if (choice.order == Order::Fifo && choice.push_from_day == 0) return 0;
  const EnrolledPatient* about = patients_.find(task.patient);
  WorkView view{.activity = task.activity, .from_alert = task.from_alert};
  if (about != nullptr) {
    view.high_acuity = about->traits.high_acuity;
    view.credited = about->credited;
    view.reading_days = reading_days_so_far(*about);
  }
  view.call = rules::rings_the_patient(task.activity);
  view.day_of_month = static_cast<int>(static_cast<unsigned>(
      std::chrono::year_month_day{calendar_.day_of(simulation_.now())}.day()));
  return rank(choice, view);
}

// In the calendar month of today; as many as anybody could have where they were not counted, far
// back in the warm-up.
int TaskBook::reading_days_so_far(const EnrolledPatient& about) const {
  const LocalDay today = calendar_.day_of(simulation_.now());
  const LocalDay first = month_of(today).first_day();
  if (first < calendar_.counted_from()) return 31;
  int count = 0;
  for (LocalDay day = first; day <= today; day += days{1})
    count +=
        about.reading_days.test(static_cast<std::size_t>((day - calendar_.counted_from()).count()));
  return count;
}

void TaskBook::rank_all_anew() {
  worklist_.rank_anew(tasks_, [this](const Task& task) { return rank_by_policy(task); });
}

engine::Process rank_every_midnight(engine::Simulation& simulation, TaskBook& book,
                                    const PracticeCalendar& calendar) {
  for (LocalDay day = calendar.first_day() + days{1};; day += days{1}) {
    co_await simulation.until(calendar.midnight(day));
    book.rank_all_anew();
  }
}

void TaskBook::change_queues() {
  worklist_.change_queues(tasks_, [this](const Task& task) { return team_->queue_of(task); });
}

void TaskBook::return_to_worklist(TaskId id) {
  list(id);
  team_->dispatch(id);
}

void TaskBook::begin_planning() {
  planning_ = true;
  agenda_.forget_the_past();
}

void TaskBook::end_planning() {
  planning_ = false;
  agenda_.put_in_order();
  await_agenda();
}

// Nobody is offered the programme while it is full. Who will accept is known here, so that only
// they take up a place.
bool TaskBook::has_a_place_for(const Task& offer) {
  if (!places_.limited()) return true;
  if (places_.full()) return false;
  if (number(offer.patient) != kNobody) places_.accept();
  return true;
}

// Minutes were credited: what else is listed for this patient has another rank now.
void TaskBook::rank_anew(const EnrolledPatient& about) {
  if (!rank_moves(setup_.care.policy)) return;
  for (const TaskId id : about.open_tasks) {
    if (tasks_[id].listed) list(id);
  }
}

void TaskBook::drop(TaskId id, std::string_view why) {
  Task& task = tasks_[id];
  if (task.in_hand) return;  // somebody is at it: it is finished, and nothing follows
  if (record_.follows(task.patient)) {
    record_.note({.at = simulation_.now(),
                  .kind = JournalLine::Kind::TaskDropped,
                  .activity = task.activity,
                  .note = std::string(why)});
  }
  if (task.alert != kNobody) record_.touches().drop(std::exchange(task.alert, kNobody));
  if (task.activity == rules::Activity::CheckIn) count_missed_contact(task);
  release(id);
}

// A call about silence that nobody has to make: of the observed month's alerts, one less for
// people.
void TaskBook::drop_silence(TaskId id) {
  const Task& task = tasks_[id];
  if (task.alert != kNobody) {
    ++record_.counts().silences_over;
    --patients_[task.patient].alerts;
  }
  drop(id, "a reading has come in since");
}

// A planned contact that will not be made.
void TaskBook::count_missed_contact(const Task& task) {
  const EnrolledPatient& about = *patients_.find(task.patient);
  const bool this_month =
      calendar_.month_start() < simulation_.now() && simulation_.now() <= calendar_.month_end();
  if (about.traits.high_acuity && this_month && !about.withdrawn())
    ++record_.counts().high_acuity_contacts.contacts_missed;
}

void TaskBook::release(TaskId id) {
  Task& task = tasks_[id];
  if (EnrolledPatient* about = patients_.find(task.patient)) {
    std::erase(about->open_tasks, id);
    if (task.waits) --about->reviews_waiting;
  }
  forget_steps(task);
  task.alive = task.planned = false;
  worklist_.remove(task);
  task.ordinal = std::exchange(free_task_, id);
}

Steps& TaskBook::new_steps(Task& task) {
  if (free_steps_.empty()) {
    free_steps_.push_back(static_cast<std::uint32_t>(steps_.size()));
    steps_.emplace_back();
  }
  task.steps = free_steps_.back();
  free_steps_.pop_back();
  return steps_[task.steps] = {};
}

void TaskBook::forget_steps(Task& task) {
  if (task.begun()) free_steps_.push_back(task.steps);
  task.steps = kNobody;
}

}  // namespace caseload::care
