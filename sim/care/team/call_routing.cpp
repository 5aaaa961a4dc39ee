#include "sim/care/team/call_routing.hpp"

#include <algorithm>

#include "sim/care/calendar/practice_calendar.hpp"
#include "sim/care/clinic_setup.hpp"
#include "sim/care/panel/enrolled_panel.hpp"

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

population::LanguageId CallRouting::language_of(const Task& task) const {
  if (setup_.population().languages.empty()) return population::kFirstLanguage;
  if (number(task.patient) == kNobody)
    return setup_.cohort.language_of_decliner(setup_.random, task.ordinal);
  if (const EnrolledPatient* about = patients_.find(task.patient)) return about->traits.language;
  return setup_.cohort.language_of(setup_.random, task.patient);
}

bool CallRouting::needs_interpreter(const Task& task, const StaffMember& member) const {
  return !member.speaks.has(language_of(task));
}

bool CallRouting::is_primary_nurse(const Task& task, const Worker& worker) const {
  return primary_nurses_.of(task.patient, language_of(task)) == static_cast<std::size_t>(worker.id);
}

// A language has the queue of its own number; the people stand behind everybody and the languages.
SkillQueue CallRouting::own_queue(std::size_t person) const {
  return static_cast<SkillQueue>(setup_.population().languages.size() + 1 + person);
}

void CallRouting::choose_primary_nurses(LocalDay today) {
  std::vector<PrimaryCandidate> candidates;
  for (const Worker& worker : members_) {
    if (worker.may[static_cast<std::size_t>(rules::Activity::CheckIn)] == May::No ||
        !worker.member->employed_on(today))
      continue;
    candidates.push_back({static_cast<std::size_t>(worker.id), rpm_hours_a_week(*worker.member),
                          worker.member->speaks});
  }
  primary_nurses_ = PrimaryNurses(candidates, setup_.population().languages);
}

bool CallRouting::open_queues(Worklist& worklist) {
  const bool primary = setup_.care.policy.assignment == Assignment::Primary;
  if (!primary && setup_.population().languages.empty()) return false;
  looking_at_.resize(own_queue(primary ? members_.size() : 0));
  look_at_queues(calendar_.first_day());
  queues_open_ = somebody_differs();
  if (queues_open_) worklist.open_queues(looking_at_.size() - 1);
  return queues_open_;
}

// Whether a queue keeps any work from anybody.
bool CallRouting::somebody_differs() const {
  const auto keeps_some = [&](std::size_t queue, int activity) {
    const auto place = static_cast<std::size_t>(activity);
    const std::uint16_t those = looking_at_[queue].anybody[place];
    return 0 < those && those < looking_at_[kEverybody].anybody[place];
  };
  for (std::size_t queue = 1; queue < looking_at_.size(); ++queue)
    for (int activity = 0; activity < rules::kActivities; ++activity) {
      const auto kind = static_cast<rules::Activity>(activity);
      const bool stands_there =
          queue < own_queue(0) ? rules::is_conversation(kind) : kind == rules::Activity::CheckIn;
      if (stands_there && keeps_some(queue, activity)) return true;
    }
  return false;
}

void CallRouting::look_at_queues(LocalDay today) {
  const SimTime from = calendar_.midnight(today), to = calendar_.midnight(today + days{1});
  const bool primary = setup_.care.policy.assignment == Assignment::Primary;
  std::ranges::fill(looking_at_, LookingAt{});
  for (Worker& worker : members_) {
    if (worker.shifts.empty()) continue;
    worker.queues.clear();
    for (population::LanguageId language = 1; language <= setup_.population().languages.size();
         ++language)
      if (worker.member->speaks.has(language)) worker.queues.push_back(language);
    if (primary) worker.queues.push_back(own_queue(static_cast<std::size_t>(worker.id)));

    bool here = false;
    for (const Shift& shift : worker.shifts) {
      if (shift.absent() || shift.to <= from || to <= shift.from) continue;
      here = true;
      if (!primary || shift.stands_in_for == nullptr) continue;
      const auto absentee = std::ranges::find(members_.all(), shift.stands_in_for, &Worker::member);
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

// Of a planned contact, that of the patient's primary nurse.
SkillQueue CallRouting::primary_queue(const Task& task) const {
  if (setup_.care.policy.assignment != Assignment::Primary ||
      task.activity != rules::Activity::CheckIn)
    return kEverybody;
  const auto primary = primary_nurses_.of(task.patient, language_of(task));
  return primary ? own_queue(*primary) : kEverybody;
}

bool CallRouting::may_wait(const Task& task, SkillQueue queue, int open_days) const {
  const auto activity = static_cast<std::size_t>(task.activity);
  const LookingAt& those = looking_at_[queue];
  const bool others = those.anybody[activity] < looking_at_[kEverybody].anybody[activity];
  if (those.today[activity] == 0 || !others) return false;
  LocalDay last = calendar_.day_of(task.due);
  for (int i = 0; i < open_days; ++i) last = calendar_.opening().open_day_from(last + days{1});
  return calendar_.day_of(simulation_.now()) <= last;
}

SkillQueue CallRouting::queue_of(const Task& task) const {
  if (!queues_open_ || task.band != Precedence::Routine || task.begun() ||
      !rules::is_conversation(task.activity))
    return kEverybody;
  const SkillQueue primary = primary_queue(task);
  if (primary != kEverybody && may_wait(task, primary, setup_.care.policy.primary_wait_days))
    return primary;
  const SkillQueue language = language_of(task);
  if (language != kEverybody && may_wait(task, language, setup_.care.interpreter.wait_days))
    return language;
  return kEverybody;
}

std::array<SkillQueue, 2> CallRouting::preferred_queues(const Task& task) const {
  if (task.begun() || !rules::is_conversation(task.activity)) return {kEverybody, kEverybody};
  return {primary_queue(task), language_of(task)};
}

}  // namespace caseload::care
