#include "sim/care/tasks/call_attempts.hpp"

#include "sim/care/calendar/practice_calendar.hpp"
#include "sim/care/clinic_setup.hpp"
#include "sim/care/model/stream_ids.hpp"
#include "sim/care/panel/enrolled_panel.hpp"
#include "sim/care/tasks/task_book.hpp"
#include "sim/population/reach.hpp"

namespace caseload::care {

bool CallAttempts::must_wait(TaskId id) {
  const Task& task = book_[id];
  if (!rules::rings_the_patient(task.activity) || task.begun() ||
      task.band == Precedence::OnTheLine)
    return false;
  const EnrolledPatient& about = patients_[task.patient];
  if (task.activity == rules::Activity::Outreach && about.heard_again) {
    book_.drop_silence(id);
    return true;
  }
  if (about.attempts >= setup_.care.plan.attempts_per_month) {
    book_.drop(id, "not reached in as many attempts as the month allows");
    return true;
  }
  const LocalDay today = calendar_.day_of(simulation_.now());
  if (about.last_attempt == today) {
    book_.start_later(id, retry_time(task.patient, today));
    return true;
  }
  return covered_ && wait_for_best_hour(id);
}

bool CallAttempts::wait_for_best_hour(TaskId id) {
  const rules::Activity activity = book_[id].activity;
  const population::ReachModel& reach = setup_.population().reach;
  const LocalTime now = setup_.zone.local(simulation_.now());
  const LocalDay today = std::chrono::floor<days>(now);
  const auto this_hour =
      static_cast<int>(std::chrono::floor<hours>(now - LocalTime{today}).count());
  int best = this_hour;
  for (int hour = this_hour + 1; hour < 24; ++hour) {
    const bool open = covered_(activity, setup_.zone.utc(LocalTime{today} + hours{hour}));
    if (open && population::hour_factor(reach, hour) > population::hour_factor(reach, best))
      best = hour;
  }
  if (best == this_hour) return false;
  book_.start_later(id, setup_.zone.utc(LocalTime{today} + hours{best}));
  return true;
}

SimTime CallAttempts::retry_time(PatientId patient, LocalDay today) const {
  const LocalDay next = calendar_.opening().open_day_from(today + days{1});
  return calendar_.opening().moment(next, setup_.stream(kRetryHour, patient).at(day_number(next)));
}

}  // namespace caseload::care
