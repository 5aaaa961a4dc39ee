#include "sim/care/record/sign_off_desk.hpp"

#include <algorithm>

#include "sim/care/calendar/practice_calendar.hpp"
#include "sim/care/clinic_setup.hpp"
#include "sim/care/model/stream_ids.hpp"
#include "sim/care/panel/enrolled_patient.hpp"
#include "sim/care/record/month_record.hpp"
#include "sim/care/tasks/task_book.hpp"
#include "sim/rules/device_period.hpp"

namespace caseload::care {

// Whether the log of a month supports any code, as far as the running tally tells: it knows no
// overlaps and no visits, so now and then a month is read that supports nothing in the end.
bool SignOffDesk::supports_a_code(const EnrolledPatient& about, CalendarMonth month) const {
  const rules::RuleSet& rules = setup_.rules;
  const auto reaches = [&](const rules::TimeTier& tier) {
    return about.credited >= tier.at_least && (about.spoken_with || !tier.needs_live_contact);
  };
  if (std::ranges::any_of(rules.time_tiers, reaches)) return true;
  for (const rules::DevicePeriod& period :
       rules::periods_ending_in(month, about.traits.monitoring_from, rules.device_period)) {
    int days_read = 0;
    for (LocalDay day = period.first_day; day <= period.last_day; day += days{1}) {
      const auto place = static_cast<std::size_t>((day - calendar_.counted_from()).count());
      days_read += place < kCountedDays && about.reading_days.test(place) ? 1 : 0;
    }
    if (std::ranges::any_of(rules.device_tiers, [&](const rules::DeviceTier& tier) {
          return days_read >= tier.days_min;
        }))
      return true;
  }
  return false;
}

void SignOffDesk::owe(const EnrolledPatient& about, CalendarMonth month) {
  if (!setup_.care.sign_off.wanted || !supports_a_code(about, month)) return;
  record_.signatures().owe(about.traits.id, month);
  book_.enter(book_.add({.patient = about.traits.id,
                         .activity = rules::Activity::SignOff,
                         .due = simulation_.now(),
                         .ordinal = month_number(month)}));
}

void SignOffDesk::sign(const Task& task) {
  const CalendarMonth after = month_of(calendar_.day_of(task.due));
  record_.signatures().sign(task.patient, after.plus(-1), simulation_.now(), sign_by(after));
}

SimTime SignOffDesk::sign_by(CalendarMonth month) const {
  return calendar_.midnight(month.first_day() + days{setup_.care.sign_off.by_day});
}

}  // namespace caseload::care
