#pragma once

// The calendar of a practice for one run: its opening hours, and the bounds of the observed month
// in its time zone.

#include "sim/base/calendar.hpp"
#include "sim/base/time.hpp"
#include "sim/base/zone_table.hpp"
#include "sim/care/calendar/opening_hours.hpp"

namespace caseload::care {

struct ClinicSetup;

// Days of readings are counted from so many days before the observed month on: those that device
// periods ending in it can reach (30 before it), and those of the last two months of the warm-up,
// which policies look at.
inline constexpr int kCountedBefore = 62;

class PracticeCalendar {
 public:
  explicit PracticeCalendar(const ClinicSetup& setup);

  const ZoneTable& zone() const { return *zone_; }
  CalendarMonth month() const { return month_; }     // observed
  LocalDay first_day() const { return first_day_; }  // of the run
  LocalDay month_first_day() const { return month_first_day_; }
  LocalDay month_end_day() const { return month_end_day_; }  // the first of the next month
  SimTime month_start() const { return month_start_; }
  SimTime month_end() const { return month_end_; }
  LocalDay counted_from() const { return month_first_day_ - days{kCountedBefore}; }

  bool observes(SimTime at) const { return month_start_ <= at && at < month_end_; }
  // The part of [from, to) that lies in the observed month.
  SimDuration in_month(SimTime from, SimTime to) const {
    const SimTime begin = std::max(from, month_start_);
    const SimTime end = std::min(to, month_end_);
    return begin < end ? end - begin : SimDuration{};
  }

  const OpeningHours& opening() const { return opening_; }
  // While somebody of the team is scheduled who may look at alerts: the clock of staffed minutes.
  const OpeningHours& triage_hours() const { return triage_hours_; }
  int open_days(CalendarMonth month) const;

  SimTime midnight(LocalDay day) const { return zone_->midnight(day); }
  // The local day of an instant; quick while one day is asked for again and again.
  LocalDay day_of(SimTime at) const {
    if (at < asked_day_.from || asked_day_.to <= at) look_up_day(at);
    return asked_day_.day;
  }

 private:
  void look_up_day(SimTime at) const;

  const ZoneTable* zone_;
  CalendarMonth month_;
  OpeningHours opening_;
  OpeningHours triage_hours_;
  LocalDay first_day_;
  LocalDay month_first_day_, month_end_day_;
  SimTime month_start_, month_end_;
  struct {
    LocalDay day;
    SimTime from, to;
  } mutable asked_day_;
};

}  // namespace caseload::care
