#pragma once

// What holds for all patients of one bill.

#include <algorithm>
#include <vector>

#include "records/patient_readings.hpp"
#include "sim/base/calendar.hpp"
#include "sim/base/zone_table.hpp"
#include "sim/rules/rule_set.hpp"

namespace caseload::records {

struct BillingFrame {
  const ZoneTable& zone;
  const rules::RuleBook& rules;
  ReadingOwners owners;
  std::vector<CalendarMonth> months;  // in the files and ruled; in order
  std::vector<CalendarMonth> asked;   // whose lines are wanted; in order; empty: all
  LocalDay files_from;                // the files are taken to be complete from here …
  LocalDay files_to;                  // … to here

  bool asks_for(CalendarMonth month) const {
    return asked.empty() || std::ranges::binary_search(asked, month);
  }
  // By the month in which it begins.
  bool asks_for(const LoggedRow& row) const {
    return asked.empty() || asks_for(month_of(zone.local_day(row.start)));
  }
  bool asks_for(const ReadingDay& day) const {
    return asked.empty() || asks_for(month_of(day.date()));
  }
};

inline LocalDay last_day_of(CalendarMonth month) { return month.end_day() - days{1}; }

}  // namespace caseload::records
