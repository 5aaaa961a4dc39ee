#pragma once

// One patient's logged time as entries on the calendar.
//
// A row known by its day only is laid into the free time of that day, so that none of it is lost to
// an overlap nobody can know of; what the day has no room for lies over other entries. Where
// enrolments are known, time outside them is set apart.

#include <cstdint>
#include <span>
#include <vector>

#include "records/practice.hpp"
#include "sim/base/zone_table.hpp"

namespace caseload::records {

struct PatientRecords {
  std::uint32_t patient = 0;
  std::span<const LoggedRow> rows;        // in order of start
  std::span<const ReadingDay> readings;   // in order
  std::span<const Enrolment> enrolments;  // in order, disjoint
  std::span<const rules::Visit> visits;
};

struct PatientTime {
  // In order of start. `row_of[i]` is the row that `entries[i]` is a part of.
  std::vector<rules::TimeEntry> entries;
  std::vector<std::uint32_t> row_of;
  // The same for time outside the known enrolments, which counts nowhere.
  std::vector<rules::TimeEntry> not_enrolled;
};

PatientTime patient_time(const PatientRecords& records, const ZoneTable& zone);

}  // namespace caseload::records
