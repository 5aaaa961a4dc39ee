#include "sim/care/calendar/practice_calendar.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "sim/care/clinic_setup.hpp"

namespace caseload::care {
namespace {

// Those of the team who may look at an alert: while one of them is scheduled, the clinic is
// staffed.
std::vector<StaffMember> who_may_triage(const ClinicSetup& setup) {
  const std::vector<rules::Role>& roles = setup.work(rules::Activity::Triage).roles;
  std::vector<StaffMember> people;
  std::ranges::copy_if(setup.team, std::back_inserter(people), [&](const StaffMember& member) {
    return may_do(member, rules::Activity::Triage, roles);
  });
  return people;
}

}  // namespace

PracticeCalendar::PracticeCalendar(const ClinicSetup& setup)
    : zone_(&setup.zone),
      month_(setup.month),
      opening_(setup.everyone, setup.zone, setup.holidays),
      triage_hours_(who_may_triage(setup), setup.zone, setup.holidays,
                    OpeningHours::Counting::WhileEmployed),
      first_day_(setup.zone.local_day(setup.start)),
      month_first_day_(setup.month.first_day()),
      month_end_day_(setup.month.end_day()),
      month_start_(setup.zone.midnight(month_first_day_)),
      month_end_(setup.zone.midnight(month_end_day_)) {}

int PracticeCalendar::open_days(CalendarMonth month) const {
  int count = 0;
  for (LocalDay day = month.first_day(); day < month.end_day(); day += days{1})
    count += opening_.on(day) ? 1 : 0;
  return count;
}

void PracticeCalendar::look_up_day(SimTime at) const {
  const LocalDay day = zone_->local_day(at);
  asked_day_ = {day, zone_->midnight(day), zone_->midnight(day + days{1})};
}

}  // namespace caseload::care
