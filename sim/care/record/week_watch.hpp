#pragma once

// Divides what people did with their time among the hours of the week.

#include "sim/base/zone_table.hpp"
#include "sim/care/record/observed_month.hpp"

namespace caseload::care {

class WeekWatch {
 public:
  // What lies outside [from, to) is not counted. The zone outlives this.
  WeekWatch(const ZoneTable& zone, SimTime from, SimTime to) : zone_(&zone), from_(from), to_(to) {}

  // Adds [from, to) to one column, hour by hour.
  void add(SimTime from, SimTime to, SimDuration HourOfWeek::* column);
  const WeekOfHours& hours() const { return hours_; }

 private:
  const ZoneTable* zone_;
  SimTime from_, to_;
  WeekOfHours hours_{};
};

}  // namespace caseload::care
