#include "sim/experiment/working_days.hpp"

#include <algorithm>
#include <chrono>

#include "sim/care/calendar/opening_hours.hpp"

namespace caseload::experiment {

bool somebody_works_on(const Scenario& scenario, LocalDay day) {
  const unsigned weekday = std::chrono::weekday{day}.c_encoding();
  return std::ranges::any_of(scenario.staff, [&](const care::StaffMember& person) {
    return person.hours[weekday].has_value();
  });
}

int open_days(const Scenario& scenario, CalendarMonth month) {
  int count = 0;
  for (LocalDay day = month.first_day(); day < month.end_day(); day += days{1})
    if (somebody_works_on(scenario, day) && !scenario.holidays.contains(day)) ++count;
  return count;
}

WorkingDays working_days(const Scenario& scenario, CalendarMonth month) {
  const Holidays none;
  const care::OpeningHours with(scenario.staff, scenario.zone, scenario.holidays);
  const care::OpeningHours without(scenario.staff, scenario.zone, none);
  WorkingDays days;
  for (LocalDay day = month.first_day(); day < month.end_day(); day += caseload::days{1}) {
    const bool open = with.on(day).has_value();
    days.open += open ? 1 : 0;
    days.closed_by_holiday += !open && without.on(day).has_value() ? 1 : 0;
  }
  return days;
}

}  // namespace caseload::experiment
