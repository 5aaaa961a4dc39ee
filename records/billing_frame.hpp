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
  const sim::ZoneTable& zone;
  const sim::RuleBook& rules;
  ReadingOwners owners;
  std::vector<sim::CalendarMonth> months;  // in the files and ruled; in order
  std::vector<sim::CalendarMonth> asked;   // whose lines are wanted; in order; empty: all
  sim::LocalDay files_from;                // the files are taken to be complete from here …
  sim::LocalDay files_to;                  // … to here

  bool asks_for(sim::CalendarMonth month) const {
    return asked.empty() || std::ranges::binary_search(asked, month);
  }
  // By the month in which it begins.
  bool asks_for(const LoggedRow& row) const {
    return asked.empty() || asks_for(sim::month_of(zone.local_day(row.start)));
  }
  bool asks_for(const ReadingDay& day) const {
    return asked.empty() || asks_for(sim::month_of(day.date()));
  }
};

inline sim::LocalDay last_day_of(sim::CalendarMonth month) {
  return month.end_day() - sim::days{1};
}

}  // namespace caseload::records
