#include "sim/care/tasks/workflow.hpp"

#include "sim/care/calendar/practice_calendar.hpp"
#include "sim/care/clinic_setup.hpp"
#include "sim/care/model/stream_ids.hpp"
#include "sim/care/panel/enrolled_panel.hpp"
#include "sim/care/panel/enrolment_desk.hpp"
#include "sim/care/panel/patients_at_home.hpp"
#include "sim/care/record/month_record.hpp"
#include "sim/care/record/sign_off_desk.hpp"
#include "sim/care/tasks/call_attempts.hpp"
#include "sim/care/tasks/task_book.hpp"
#include "sim/care/team/call_routing.hpp"
#include "sim/population/reach.hpp"

namespace caseload::care {

SimDuration Workflow::length(rules::Activity activity, const Task& task, double factor) const {
  const double u = setup_.stream(kDuration, task.patient)
                       .at(static_cast<std::uint32_t>(activity) << 20 | (task.ordinal & 0xFFFFFU));
  return minutes_of(activity).duration(u, factor);
}

const DurationLaw& Workflow::minutes_of(rules::Activity activity) const {
  return setup_.work(activity).minutes;
}

void Workflow::plan_steps(TaskId id, const Worker& worker) {
  Task& task = book_[id];
  Steps& steps = book_.new_steps(task);
  EnrolledPatient* const about = patients_.find(task.patient);
  if (rules::rings_the_patient(task.activity)) plan_call(task, steps, *about, worker);
  else plan_other(task, steps, about, worker);
  for (std::size_t i = 0; i < steps.planned; ++i) {
    Step& step = steps.all[i];
    step.stretch =
        static_cast<float>(worker.pace * (step.interpreted ? setup_.care.interpreter.stretch : 1));
  }
}

void Workflow::plan_other(const Task& task, Steps& steps, const EnrolledPatient* about,
                          const Worker& worker) {
  double pace = worker.pace;
  bool interpreted = false;
  if (rules::is_conversation(task.activity)) {
    interpreted = routing_.needs_interpreter(task, *worker.member);
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
double Workflow::begin_conversation(Steps& steps, const Task& task, const Worker& worker) {
  const bool interpreted = routing_.needs_interpreter(task, *worker.member);
  if (calendar_.observes(simulation_.now())) {
    if (routing_.language_of(task) != population::kFirstLanguage) {
      ++record_.counts().languages.all;
      record_.counts().languages.interpreted += interpreted ? 1 : 0;
    }
    if (task.activity == rules::Activity::CheckIn) {
      ++record_.counts().planned.conversations;
      record_.counts().planned.by_primary += routing_.is_primary_nurse(task, worker) ? 1 : 0;
    }
  }
  if (!interpreted) return 1;
  const InterpreterModel& interpreter = setup_.care.interpreter;
  if (interpreter.connecting > SimDuration{})
    steps.add({interpreter.connecting, task.activity, false, false, true});
  return interpreter.stretch;
}

void Workflow::plan_call(Task& task, Steps& steps, EnrolledPatient& about, const Worker& worker) {
  const double pace = worker.pace;
  const double talk = pace * about.traits.talk_time;
  const LocalTime now = setup_.zone.local(simulation_.now());
  const LocalDay today = std::chrono::floor<days>(now);
  const int hour = static_cast<int>(std::chrono::floor<hours>(now - LocalTime{today}).count());
  const population::ReachModel& reach = setup_.population().reach;

  bool reached = task.answered;
  if (!task.patient_called) {
    about.last_attempt = today;
    ++about.attempts;
    if (calendar_.month_first_day() <= today && today < calendar_.month_end_day()) {
      ++record_.counts().attempts;
      about.rung = true;
      if (task.activity == rules::Activity::CheckIn) {
        ++record_.counts().planned.placed;
        record_.counts().planned.waited += simulation_.now() - task.due;
      }
    }
    reached = reached ||
              (!task.no_show &&
               (population::answers(about.traits, reach, setup_.random, today, hour) ||
                population::caregiver_answers(about.traits, reach, setup_.random, today, hour)));
  }
  if (reached) {
    const double stretch = begin_conversation(steps, task, worker);
    steps.add({length(task.activity, task, talk * stretch), task.activity, true, true,
               routing_.needs_interpreter(task, *worker.member)});
    if (task.activity == rules::Activity::CheckIn)
      steps.add({length(rules::Activity::Note, task, pace), rules::Activity::Note, false, true});
    return;
  }
  // Each attempt has its own length, at the moment it is made.
  const auto [ringing, message, _, __] =
      setup_.stream(kAttempt, task.patient)
          .four_at(day_number(today) * 24 + static_cast<std::uint32_t>(hour));
  steps.add({minutes_of(rules::Activity::Attempt).duration(ringing, pace), rules::Activity::Attempt,
             false, true});
  if (population::takes_voicemail(about.traits, reach, setup_.random, today, hour)) {
    steps.add({minutes_of(rules::Activity::Voicemail).duration(message, pace),
               rules::Activity::Voicemail, false, true});
  }
}

void Workflow::follow_up(TaskId id) {
  const Task task = book_[id];
  if (rules::rings_the_patient(task.activity) && !book_.steps_of(task).reached())
    return follow_up_unanswered(id);
  book_.release(id);
  EnrolledPatient* const about = patients_.find(task.patient);
  if (task.activity == rules::Activity::Offer) {
    if (number(task.patient) != kNobody)
      enter(
          {.patient = task.patient, .activity = rules::Activity::SetUp, .due = simulation_.now()});
    return;
  }
  if (task.activity == rules::Activity::SetUp) return enrolment_.ship_devices(task.patient);
  if (task.activity == rules::Activity::SignOff) return sign_off_.sign(task);
  if (about == nullptr || about->withdrawn()) return;
  if (task.activity == rules::Activity::Triage) return follow_up_triage(task);
  if (task.activity == rules::Activity::Outreach) return at_home_.remind(*about);
  if (task.activity == rules::Activity::Escalation) {
    enter({.patient = task.patient,
           .activity = rules::Activity::Decision,
           .band = task.band,
           .from_alert = true,
           .due = simulation_.now()});
  }
}

// Nobody answered: the patient may call back, else somebody tries again on another day, at another
// hour.
void Workflow::follow_up_unanswered(TaskId id) {
  Task& task = book_[id];
  EnrolledPatient& about = patients_[task.patient];
  if (about.withdrawn()) return book_.release(id);
  const LocalTime rang = setup_.zone.local(simulation_.now());
  const LocalDay today = std::chrono::floor<days>(rang);
  const int hour = static_cast<int>(std::chrono::floor<hours>(rang - LocalTime{today}).count());
  const auto wait = population::calls_back_after(about.traits, setup_.population().reach,
                                                 setup_.random, today, hour);
  if (record_.follows(task.patient)) {
    record_.note({.at = simulation_.now(),
                  .kind = task.no_show ? JournalLine::Kind::AppointmentMissed
                                       : JournalLine::Kind::AttemptFailed,
                  .activity = task.activity,
                  .note = wait ? "the patient will call back" : "to be tried on another day"});
  }
  book_.forget_steps(task);
  task.no_show = task.answered = task.patient_called = false;
  task.band = Precedence::Routine;
  if (wait) {
    task.answered = task.patient_called = true;
    task.band = Precedence::OnTheLine;
    return book_.start_later(id, calendar_.opening().open_from(simulation_.now() + *wait));
  }
  book_.start_later(id, attempts_.retry_time(task.patient, today));
}

void Workflow::enter(const Task& task) { book_.enter(book_.add(task)); }

void Workflow::follow_up_triage(const Task& task) {
  const AlertModel& alerts = setup_.care.alerts;
  const bool urgent = task.band == Precedence::Urgent;
  const auto [call, escalate, _, __] = setup_.stream(kTriage, task.patient).four_at(task.ordinal);
  if (call < (urgent ? alerts.urgent_call_share : alerts.call_share)) {
    enter({.patient = task.patient,
           .activity = rules::Activity::AlertCall,
           .band = task.band,
           .from_alert = true,
           .due = simulation_.now()});
  }
  if (escalate < alerts.escalate_share) {
    enter({.patient = task.patient,
           .activity = rules::Activity::Escalation,
           .band = task.band,
           .from_alert = true,
           .due = simulation_.now()});
  }
}

}  // namespace caseload::care
