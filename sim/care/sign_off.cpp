#include "sim/care/sign_off.hpp"

#include <algorithm>

#include "sim/care/clinic.hpp"
#include "sim/care/stream_ids.hpp"
#include "sim/rules/device_period.hpp"

namespace caseload::care {

void SignOffs::owe(PatientId patient, CalendarMonth of) {
  if (of.plus(1) == observed_) ++counts_.owed;
  if (of != observed_) return;
  if (unsigned_.size() <= number(patient)) unsigned_.resize(number(patient) + 1);
  unsigned_[number(patient)] = true;
  ++counts_.owed_of_month;
  ++counts_.held;
}

void SignOffs::sign(PatientId patient, CalendarMonth of, SimTime at, SimTime deadline) {
  const bool in_time = at <= deadline;
  if (of == observed_ && in_time) {
    unsigned_[number(patient)] = false;
    --counts_.held;
  }
  if (of.plus(1) != observed_ || month_is_over_) return;
  ++(in_time ? counts_.in_time : counts_.late);
  if (!in_time) counts_.late_by += at - deadline;
}

void SignOffs::close_month() {
  month_is_over_ = true;
  counts_.open = counts_.owed - counts_.in_time - counts_.late;
}

// Whether the log of a month supports any code, as far as the running tally tells: it knows no
// overlaps and no visits, so now and then a month is read that supports nothing in the end.
bool Clinic::supports_a_code(const EnrolledPatient& resident, CalendarMonth month) const {
  const rules::RuleSet& rules = setup_.rules;
  const auto reaches = [&](const rules::TimeTier& tier) {
    return resident.credited >= tier.at_least && (resident.spoken_with || !tier.needs_live_contact);
  };
  if (std::ranges::any_of(rules.time_tiers, reaches)) return true;
  for (const rules::DevicePeriod& period :
       rules::periods_ending_in(month, resident.traits.monitoring_from, rules.device_period)) {
    int days_read = 0;
    for (LocalDay day = period.first_day; day <= period.last_day; day += days{1}) {
      const auto place = static_cast<std::size_t>((day - counted_from()).count());
      days_read += place < kCountedDays && resident.reading_days.test(place) ? 1 : 0;
    }
    if (std::ranges::any_of(rules.device_tiers, [&](const rules::DeviceTier& tier) {
          return days_read >= tier.days_min;
        }))
      return true;
  }
  return false;
}

// At the end of a month, before anything of the next.
void Clinic::owe_signature(const EnrolledPatient& resident, CalendarMonth month) {
  if (!setup_.care.sign_off.wanted || !supports_a_code(resident, month)) return;
  signatures_.owe(resident.traits.id, month);
  enter(new_task({.patient = resident.traits.id,
                  .activity = rules::Activity::SignOff,
                  .due = simulation_.now(),
                  .ordinal = month_number(month)}));
}

void Clinic::sign(const Task& task) {
  const CalendarMonth after = month_of(day_of(task.due));
  signatures_.sign(task.patient, after.plus(-1), simulation_.now(), sign_by(after));
}

// The end of the last day on which a signature under the month before is in time.
SimTime Clinic::sign_by(CalendarMonth month) const {
  return setup_.zone.midnight(month.first_day() + days{setup_.care.sign_off.by_day});
}

}  // namespace caseload::care
