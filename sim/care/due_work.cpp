// The life of a piece of work outside anybody's hands: it arises, waits for its time, falls due,
// and is dropped or released.

#include <algorithm>
#include <limits>
#include <utility>

#include "sim/care/clinic.hpp"

namespace caseload::care {

EnrolledPatient* Clinic::resident_of(const Task& task) {
  const std::uint32_t id = number(task.patient);
  if (id >= residents_.size()) return nullptr;
  EnrolledPatient& resident = residents_[id];
  return resident.known ? &resident : nullptr;
}

TaskId Clinic::new_task(const Task& task) {
  const bool reused = free_task_ != kNobody;
  const TaskId id = reused ? free_task_ : tasks_.size();
  Task& made = tasks_.open(id);
  if (reused) free_task_ = made.ordinal;
  const std::uint32_t version = reused ? made.version + 1 : 0;
  made = task;
  made.alive = true;
  made.version = version;
  // A signature is owed to the record: the patient's leaving does not end it.
  if (EnrolledPatient* about = resident_of(task);
      about != nullptr && task.activity != rules::Activity::SignOff) {
    if (is_numbered(task.activity)) {
      made.ordinal = about->ordinals[static_cast<std::size_t>(task.activity)]++;
    }
    about->open_tasks.push_back(id);
  }
  return id;
}

void Clinic::start_later(TaskId id, SimTime due) {
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
                        .action = &Clinic::fall_due_event,
                        .context = this,
                        .argument = std::uint64_t{task.version} << 32 | id});
}

// One event stands for the whole agenda: that of its first entry.
void Clinic::await_agenda() {
  simulation_.cancel(agenda_event_);
  const Agenda::Entry* first = agenda_.first();
  if (first == nullptr) return;
  agenda_event_ = simulation_.schedule({.at = first->due,
                                        .entity = first->patient,
                                        .action = &Clinic::next_on_agenda,
                                        .context = this});
}

void Clinic::next_on_agenda(void* clinic, std::uint64_t) {
  Clinic& self = *static_cast<Clinic*>(clinic);
  const Agenda::Entry now = *self.agenda_.first();
  self.agenda_.take_first();
  self.await_agenda();
  // In a large panel every task and every patient is a cache miss: fetched some entries ahead.
  constexpr std::size_t kAhead = 8;
  if (const Agenda::Entry* soon = self.agenda_.ahead(kAhead)) {
    __builtin_prefetch(&self.tasks_[soon->task], 1);
    if (soon->patient < self.residents_.size())
      __builtin_prefetch(&self.residents_[soon->patient].open_tasks, 1);
  }
  // Dropped meanwhile, the task may by now be another one.
  Task& task = self.tasks_[now.task];
  if (!task.planned || task.due != now.due || number(task.patient) != now.patient) return;
  task.planned = false;
  self.fall_due(now.task);
}

void Clinic::fall_due_event(void* clinic, std::uint64_t task_and_version) {
  Clinic& self = *static_cast<Clinic*>(clinic);
  const auto id = static_cast<TaskId>(task_and_version);
  const Task& task = self.tasks_[id];
  if (task.alive && task.version == task_and_version >> 32) self.fall_due(id);  // else: dropped
}

void Clinic::fall_due(TaskId id) {
  Task& task = tasks_[id];
  if (task.activity == rules::Activity::InboundCall && observed(task.due)) ++counts_.inbound.raised;
  if (task.activity == rules::Activity::Offer && !has_a_place_for(task))
    return drop(id, "the programme is full");
  if (task.activity == rules::Activity::Review) {
    // A review that was not done by the time of the next one covers both.
    EnrolledPatient& about = *resident_of(task);
    if (about.reviews_waiting > 0) return drop(id, "the last review is still to be done");
    task.waits = true;
    ++about.reviews_waiting;
  }
  enter(id);
}

void Clinic::enter(TaskId id) {
  Task& task = tasks_[id];
  if (followed(task.patient)) {
    note(task.patient,
         {.at = simulation_.now(), .kind = JournalLine::Kind::TaskDue, .activity = task.activity});
  }
  list(id);
  dispatch(id);
}

void Clinic::list(TaskId id) {
  Task& task = tasks_[id];
  worklist_.add(id, task, rank_by_policy(task), queue_of(task));
}

std::int64_t Clinic::rank_by_policy(const Task& task) {
  if (task.activity == rules::Activity::SignOff) return std::numeric_limits<std::int64_t>::max();
  const PolicyChoice& choice = setup_.care.policy;
  if (choice.order == Order::Fifo && choice.push_from_day == 0) return 0;
  const EnrolledPatient* about = resident_of(task);
  WorkView view{.activity = task.activity, .from_alert = task.from_alert};
  if (about != nullptr) {
    view.high_acuity = about->traits.high_acuity;
    view.credited = about->credited;
    view.reading_days = reading_days_so_far(*about);
  }
  view.call = rings_the_patient(task.activity);
  view.day_of_month = static_cast<int>(
      static_cast<unsigned>(std::chrono::year_month_day{day_of(simulation_.now())}.day()));
  return rank(choice, view);
}

// In the calendar month of today; as many as anybody could have where they were not counted, far
// back in the warm-up.
int Clinic::reading_days_so_far(const EnrolledPatient& resident) const {
  const LocalDay today = day_of(simulation_.now());
  const LocalDay first = month_of(today).first_day();
  if (first < counted_from()) return 31;
  int count = 0;
  for (LocalDay day = first; day <= today; day += days{1})
    count += resident.reading_days.test(static_cast<std::size_t>((day - counted_from()).count()));
  return count;
}

// Where ranks follow the month, each day begins with a list in a new order.
engine::Process rank_every_midnight(engine::Simulation& simulation, Clinic& clinic) {
  for (LocalDay day = clinic.first_day_ + days{1};; day += days{1}) {
    co_await simulation.until(clinic.setup_.zone.midnight(day));
    clinic.worklist_.rank_anew(clinic.tasks_,
                               [&](const Task& task) { return clinic.rank_by_policy(task); });
  }
}

// Minutes were credited: what else is listed for this patient has another rank now.
void Clinic::rank_anew(const EnrolledPatient& about) {
  if (!rank_moves(setup_.care.policy)) return;
  for (const TaskId id : about.open_tasks) {
    if (tasks_[id].listed) list(id);
  }
}

void Clinic::drop(TaskId id, std::string_view why) {
  Task& task = tasks_[id];
  if (task.in_hand) return;  // somebody is at it: it is finished, and nothing follows
  if (followed(task.patient)) {
    note(task.patient, {.at = simulation_.now(),
                        .kind = JournalLine::Kind::TaskDropped,
                        .activity = task.activity,
                        .note = std::string(why)});
  }
  if (task.alert != kNobody) touches_.drop(std::exchange(task.alert, kNobody));
  if (task.activity == rules::Activity::CheckIn) count_missed_contact(task);
  release(id);
}

// A call about silence that nobody has to make: of the observed month's alerts, one less for
// people.
void Clinic::silence_is_over(TaskId id) {
  const Task& task = tasks_[id];
  if (task.alert != kNobody) {
    ++counts_.silences_over;
    --resident(task.patient).alerts;
  }
  drop(id, "a reading has come in since");
}

// A planned contact that will not be made.
void Clinic::count_missed_contact(const Task& task) {
  const EnrolledPatient& about = *resident_of(task);
  const bool this_month = month_start_ < simulation_.now() && simulation_.now() <= month_end_;
  if (about.traits.high_acuity && this_month && !about.withdrawn())
    ++counts_.high_acuity.contacts_missed;
}

void Clinic::release(TaskId id) {
  Task& task = tasks_[id];
  if (EnrolledPatient* about = resident_of(task)) {
    std::erase(about->open_tasks, id);
    if (task.waits) --about->reviews_waiting;
  }
  forget_steps(task);
  task.alive = task.planned = false;
  worklist_.remove(task);
  task.ordinal = std::exchange(free_task_, id);
}

Steps& Clinic::new_steps(Task& task) {
  if (free_steps_.empty()) {
    free_steps_.push_back(static_cast<std::uint32_t>(steps_.size()));
    steps_.emplace_back();
  }
  task.steps = free_steps_.back();
  free_steps_.pop_back();
  return steps_[task.steps] = {};
}

void Clinic::forget_steps(Task& task) {
  if (task.begun()) free_steps_.push_back(task.steps);
  task.steps = kNobody;
}

}  // namespace caseload::care
