// Whom a call waits for: the patient's primary nurse, or somebody who speaks the patient's
// language.
//
// A call that can wait stands in a queue that only they look at, while one of them is there that
// day and others are about who could take it instead; after so many open days it is everybody's. An
// urgent call and a patient on the line wait for nobody: among the idle those who suit the patient
// come first, and whoever else takes it calls an interpreter where need be.

#include <algorithm>

#include "sim/care/clinic.hpp"

namespace caseload::care {
namespace {

double rpm_hours_a_week(const StaffMember& member) {
  double hours_for_rpm = 0;
  for (std::size_t weekday = 0; weekday < member.hours.size(); ++weekday) {
    if (!member.hours[weekday]) continue;
    const double minutes_there =
        member.hours[weekday]->to_minute - member.hours[weekday]->from_minute;
    hours_for_rpm += minutes_there / 60 * member.rpm_share_of(weekday);
  }
  return hours_for_rpm;
}

}  // namespace

population::LanguageId Clinic::language_of(const Task& task) const {
  if (population().languages.empty()) return population::kFirstLanguage;
  const std::uint32_t patient = number(task.patient);
  if (patient == kNobody) return setup_.cohort.language_of_decliner(setup_.random, task.ordinal);
  if (patient < residents_.size() && residents_[patient].known)
    return residents_[patient].traits.language;
  return setup_.cohort.language_of(setup_.random, task.patient);
}

bool Clinic::needs_interpreter(const Task& task, const Worker& worker) const {
  return !worker.member->speaks.has(language_of(task));
}

// Divided anew when somebody comes, or is there no more.
void Clinic::choose_primary_nurses(LocalDay today) {
  std::vector<PrimaryCandidate> candidates;
  for (const Worker& worker : workers_) {
    if (worker.may[static_cast<std::size_t>(rules::Activity::CheckIn)] == May::No ||
        !worker.member->employed_on(today))
      continue;
    candidates.push_back({static_cast<std::size_t>(worker.id), rpm_hours_a_week(*worker.member),
                          worker.member->speaks});
  }
  primary_nurses_ = PrimaryNurses(candidates, population().languages);
}

void Clinic::open_queues() {
  const bool primary = setup_.care.policy.assignment == Assignment::Primary;
  if (!primary && population().languages.empty()) return;
  looking_at_.resize(own_queue(primary ? workers_.size() : 0));
  look_at_queues(first_day_);
  if (!somebody_differs()) return;
  queues_open_ = true;
  worklist_.open_queues(looking_at_.size() - 1);
  simulation_.spawn(change_queues_every_midnight(simulation_, *this), 0);
}

// Whether a queue keeps any work from anybody.
bool Clinic::somebody_differs() const {
  const auto keeps_some = [&](std::size_t queue, int activity) {
    const auto place = static_cast<std::size_t>(activity);
    const std::uint16_t those = looking_at_[queue].anybody[place];
    return 0 < those && those < looking_at_[kEverybody].anybody[place];
  };
  for (std::size_t queue = 1; queue < looking_at_.size(); ++queue)
    for (int activity = 0; activity < rules::kActivities; ++activity) {
      const auto kind = static_cast<rules::Activity>(activity);
      const bool stands_there =
          queue < own_queue(0) ? is_conversation(kind) : kind == rules::Activity::CheckIn;
      if (stands_there && keeps_some(queue, activity)) return true;
    }
  return false;
}

// Everybody looks at the queues of the languages he or she speaks, at her own as a primary nurse,
// and at those of the colleagues in whose place she works today.
void Clinic::look_at_queues(LocalDay today) {
  const SimTime from = setup_.zone.midnight(today), to = setup_.zone.midnight(today + days{1});
  const bool primary = setup_.care.policy.assignment == Assignment::Primary;
  std::ranges::fill(looking_at_, LookingAt{});
  for (Worker& worker : workers_) {
    if (worker.shifts.empty()) continue;
    worker.queues.clear();
    for (population::LanguageId language = 1; language <= population().languages.size(); ++language)
      if (worker.member->speaks.has(language)) worker.queues.push_back(language_queue(language));
    if (primary) worker.queues.push_back(own_queue(static_cast<std::size_t>(worker.id)));

    bool here = false;
    for (const Shift& shift : worker.shifts) {
      if (shift.absent() || shift.to <= from || to <= shift.from) continue;
      here = true;
      if (!primary || shift.stands_in_for == nullptr) continue;
      const auto absentee = std::ranges::find(workers_, shift.stands_in_for, &Worker::member);
      const SkillQueue in_place_of = own_queue(static_cast<std::size_t>(absentee->id));
      if (!worker.looks_at(in_place_of)) worker.queues.push_back(in_place_of);
    }
    const auto count = [&](SkillQueue queue) {
      for (std::size_t activity = 0; activity < rules::kActivities; ++activity) {
        if (worker.may[activity] == May::No) continue;
        ++looking_at_[queue].anybody[activity];
        looking_at_[queue].today[activity] += here ? 1 : 0;
      }
    };
    count(kEverybody);
    std::ranges::for_each(worker.queues, count);
  }
}

// What has waited long enough, or for somebody who is not there today, is everybody's; and whoever
// sits idle through the night looks again.
engine::Process change_queues_every_midnight(engine::Simulation& simulation, Clinic& clinic) {
  for (LocalDay day = clinic.first_day_ + days{1};; day += days{1}) {
    co_await simulation.until(clinic.setup_.zone.midnight(day));
    clinic.look_at_queues(day);
    clinic.worklist_.change_queues(clinic.tasks_,
                                   [&](const Task& task) { return clinic.queue_of(task); });
    for (engine::IntrusiveList<Worker>& role : clinic.idle_)
      while (Worker* worker = role.first()) clinic.wake_up(*worker);
  }
}

// Of a planned contact, that of the patient's primary nurse.
SkillQueue Clinic::primary_queue(const Task& task) const {
  if (setup_.care.policy.assignment != Assignment::Primary ||
      task.activity != rules::Activity::CheckIn)
    return kEverybody;
  const auto primary = primary_nurses_.of(task.patient, language_of(task));
  return primary ? own_queue(*primary) : kEverybody;
}

bool Clinic::may_wait(const Task& task, SkillQueue queue, int open_days) const {
  const auto activity = static_cast<std::size_t>(task.activity);
  const LookingAt& those = looking_at_[queue];
  const bool others = those.anybody[activity] < looking_at_[kEverybody].anybody[activity];
  if (those.today[activity] == 0 || !others) return false;
  LocalDay last = day_of(task.due);
  for (int i = 0; i < open_days; ++i) last = opening_.open_day_from(last + days{1});
  return day_of(simulation_.now()) <= last;
}

SkillQueue Clinic::queue_of(const Task& task) const {
  if (!queues_open_ || task.band != Precedence::Routine || task.begun() ||
      !is_conversation(task.activity))
    return kEverybody;
  const SkillQueue primary = primary_queue(task);
  if (primary != kEverybody && may_wait(task, primary, setup_.care.policy.primary_wait_days))
    return primary;
  const SkillQueue language = language_queue(language_of(task));
  if (language != kEverybody && may_wait(task, language, setup_.care.interpreter.wait_days))
    return language;
  return kEverybody;
}

Worker* Clinic::idle_who_suits(const Task& task) {
  if (const SkillQueue queue = queue_of(task); queue != kEverybody) return first_idle(task, queue);
  if (!task.begun() && is_conversation(task.activity)) {
    for (const SkillQueue queue : {primary_queue(task), language_queue(language_of(task))}) {
      if (queue == kEverybody) continue;
      if (Worker* worker = first_idle(task, queue)) return worker;
    }
  }
  return first_idle(task, kEverybody);
}

}  // namespace caseload::care
