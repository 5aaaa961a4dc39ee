// What happens when a task is taken up: its steps, settled by luck that belongs to the patient, and
// what follows from them.

#include <algorithm>

#include "sim/care/clinic.hpp"
#include "sim/care/stream_ids.hpp"
#include "sim/population/reach.hpp"

namespace caseload::care {

SimDuration Clinic::length(rules::Activity activity, const Task& task, double factor) const {
  const double u = random(kDuration, task.patient)
                       .at(static_cast<std::uint32_t>(activity) << 20 | (task.ordinal & 0xFFFFFU));
  return minutes_of(activity).duration(u, factor);
}

const DurationLaw& Clinic::minutes_of(rules::Activity activity) const {
  return setup_.care.tasks[static_cast<std::size_t>(activity)].minutes;
}

void Clinic::plan_steps(TaskId id, const Worker& worker) {
  Task& task = tasks_[id];
  Steps& steps = new_steps(task);
  EnrolledPatient* const about = resident_of(task);
  if (rings_the_patient(task.activity)) plan_call(task, steps, *about, worker);
  else plan_other(task, steps, about, worker);
  for (std::size_t i = 0; i < steps.planned; ++i) {
    Step& step = steps.all[i];
    step.stretch =
        static_cast<float>(worker.pace * (step.interpreted ? setup_.care.interpreter.stretch : 1));
  }
}

void Clinic::plan_other(const Task& task, Steps& steps, const EnrolledPatient* about,
                        const Worker& worker) {
  double pace = worker.pace;
  bool interpreted = false;
  if (is_conversation(task.activity)) {
    interpreted = needs_interpreter(task, worker);
    pace *= begin_conversation(steps, task, worker);
  }
  const double talk = about != nullptr ? pace * about->traits.talk_time : pace;
  switch (task.activity) {
    case rules::Activity::InboundCall:
      steps.add({length(rules::Activity::InboundCall, task, talk), rules::Activity::InboundCall,
                 true, true, interpreted});
      break;
    case rules::Activity::DeviceHelp: {
      // The part that teaches the patient counts, the technical part does not.
      const SimDuration whole = length(rules::Activity::DeviceHelp, task, pace);
      const SimDuration counted{static_cast<std::int64_t>(
          static_cast<double>(whole.count()) * setup_.care.messages.device_help_countable)};
      if (counted > SimDuration{})
        steps.add({counted, rules::Activity::DeviceHelp, false, true, interpreted});
      if (whole > counted)
        steps.add({whole - counted, rules::Activity::DeviceHelp, false, false, interpreted});
      break;
    }
    default:
      steps.add({length(task.activity, task, pace), task.activity, false, true, interpreted});
  }
}

// Two who do not speak one language call an interpreter first, which is nobody's care. By how much
// the conversation takes longer then.
double Clinic::begin_conversation(Steps& steps, const Task& task, const Worker& worker) {
  const bool interpreted = needs_interpreter(task, worker);
  if (observed(simulation_.now())) {
    if (language_of(task) != population::kFirstLanguage) {
      ++counts_.languages.all;
      counts_.languages.interpreted += interpreted ? 1 : 0;
    }
    if (task.activity == rules::Activity::CheckIn) {
      ++counts_.planned.conversations;
      const auto primary = primary_nurses_.of(task.patient, language_of(task));
      counts_.planned.by_primary += primary == static_cast<std::size_t>(worker.id) ? 1 : 0;
    }
  }
  if (!interpreted) return 1;
  const InterpreterModel& interpreter = setup_.care.interpreter;
  if (interpreter.connecting > SimDuration{})
    steps.add({interpreter.connecting, task.activity, false, false, true});
  return interpreter.stretch;
}

void Clinic::plan_call(Task& task, Steps& steps, EnrolledPatient& resident, const Worker& worker) {
  const double pace = worker.pace;
  const double talk = pace * resident.traits.talk_time;
  const LocalTime now = setup_.zone.local(simulation_.now());
  const LocalDay today = std::chrono::floor<days>(now);
  const int hour = static_cast<int>(std::chrono::floor<hours>(now - LocalTime{today}).count());
  const population::ReachModel& reach = population().reach;

  bool reached = task.answered;
  if (!task.patient_called) {
    resident.last_attempt = today;
    ++resident.attempts;
    if (month_first_day_ <= today && today < month_end_day_) {
      ++counts_.attempts;
      resident.rung = true;
      if (task.activity == rules::Activity::CheckIn) {
        ++counts_.planned.placed;
        counts_.planned.waited += simulation_.now() - task.due;
      }
    }
    reached = reached ||
              (!task.no_show &&
               (population::answers(resident.traits, reach, setup_.random, today, hour) ||
                population::caregiver_answers(resident.traits, reach, setup_.random, today, hour)));
  }
  if (reached) {
    const double stretch = begin_conversation(steps, task, worker);
    steps.add({length(task.activity, task, talk * stretch), task.activity, true, true,
               needs_interpreter(task, worker)});
    if (task.activity == rules::Activity::CheckIn)
      steps.add({length(rules::Activity::Note, task, pace), rules::Activity::Note, false, true});
    return;
  }
  // Each attempt has its own length, at the moment it is made.
  const auto [ringing, message, _, __] =
      random(kAttempt, task.patient)
          .four_at(day_number(today) * 24 + static_cast<std::uint32_t>(hour));
  steps.add({minutes_of(rules::Activity::Attempt).duration(ringing, pace), rules::Activity::Attempt,
             false, true});
  if (population::takes_voicemail(resident.traits, reach, setup_.random, today, hour)) {
    steps.add({minutes_of(rules::Activity::Voicemail).duration(message, pace),
               rules::Activity::Voicemail, false, true});
  }
}

void Clinic::follow_up(TaskId id) {
  const Task task = tasks_[id];
  if (rings_the_patient(task.activity) && !steps_[task.steps].reached())
    return follow_up_unanswered(id);
  release(id);
  EnrolledPatient* const about = resident_of(task);
  if (task.activity == rules::Activity::Offer) {
    if (number(task.patient) != kNobody)
      enter(new_task(
          {.patient = task.patient, .activity = rules::Activity::SetUp, .due = simulation_.now()}));
    return;
  }
  if (task.activity == rules::Activity::SetUp) return ship_devices(task.patient);
  if (task.activity == rules::Activity::SignOff) return sign(task);
  if (about == nullptr || about->withdrawn()) return;
  if (task.activity == rules::Activity::Triage) return follow_up_triage(task);
  if (task.activity == rules::Activity::Outreach) return measuring_days_.remind(about->days);
  if (task.activity == rules::Activity::Escalation) {
    enter(new_task({.patient = task.patient,
                    .activity = rules::Activity::Decision,
                    .band = task.band,
                    .from_alert = true,
                    .due = simulation_.now()}));
  }
}

// Nobody answered: the patient may call back, else somebody tries again on another day, at another
// hour.
void Clinic::follow_up_unanswered(TaskId id) {
  Task& task = tasks_[id];
  EnrolledPatient& about = resident(task.patient);
  if (about.withdrawn()) return release(id);
  const LocalTime rang = setup_.zone.local(simulation_.now());
  const LocalDay today = std::chrono::floor<days>(rang);
  const int hour = static_cast<int>(std::chrono::floor<hours>(rang - LocalTime{today}).count());
  const auto wait =
      population::calls_back_after(about.traits, population().reach, setup_.random, today, hour);
  if (followed(task.patient)) {
    note(task.patient,
         {.at = simulation_.now(),
          .kind = task.no_show ? JournalLine::Kind::AppointmentMissed
                               : JournalLine::Kind::AttemptFailed,
          .activity = task.activity,
          .note = wait ? "the patient will call back" : "to be tried on another day"});
  }
  forget_steps(task);
  task.no_show = task.answered = task.patient_called = false;
  task.band = Precedence::Routine;
  if (wait) {
    task.answered = task.patient_called = true;
    task.band = Precedence::OnTheLine;
    return start_later(id, opening_.open_from(simulation_.now() + *wait));
  }
  start_later(id, retry_time(task.patient, today));
}

// Another open day, at an hour that is the patient's luck.
SimTime Clinic::retry_time(PatientId patient, LocalDay today) const {
  const LocalDay next = opening_.open_day_from(today + days{1});
  return opening_.moment(next, random(kRetryHour, patient).at(day_number(next)));
}

void Clinic::follow_up_triage(const Task& task) {
  const AlertModel& alerts = setup_.care.alerts;
  const bool urgent = task.band == Precedence::Urgent;
  const auto [call, escalate, _, __] = random(kTriage, task.patient).four_at(task.ordinal);
  if (call < (urgent ? alerts.urgent_call_share : alerts.call_share)) {
    enter(new_task({.patient = task.patient,
                    .activity = rules::Activity::AlertCall,
                    .band = task.band,
                    .from_alert = true,
                    .due = simulation_.now()}));
  }
  if (escalate < alerts.escalate_share) {
    enter(new_task({.patient = task.patient,
                    .activity = rules::Activity::Escalation,
                    .band = task.band,
                    .from_alert = true,
                    .due = simulation_.now()}));
  }
}

}  // namespace caseload::care
