#pragma once

// One patient's records, put together once: what months and device periods are judged from.

#include <cstddef>
#include <utility>

#include "records/billing_frame.hpp"
#include "records/patient_readings.hpp"
#include "records/patient_time.hpp"
#include "sim/rules/documentation.hpp"

namespace caseload::records {

class PatientFile {
 public:
  PatientFile(const BillingFrame& frame, const PatientRecords& records);

  const BillingFrame& frame;
  const PatientRecords& records;
  const PatientTime time;
  const PatientReadings readings;
  // Whether a row of the log or a reading that says whose it is belongs to the programme.
  const bool has_rpm;
  const bool has_rtm;

  // RTM's alone: then readings of which nobody says whose they are count for nobody.
  bool is_rtm_only() const { return has_rtm && !has_rpm; }
  // Whether there is anything to say of the patient in this month.
  bool concerns(CalendarMonth month) const;
  // The entries that may lie in these days, from the first to before the last.
  std::pair<std::size_t, std::size_t> entries_within(LocalDay from, LocalDay to) const;
  // Whether time of the programme was logged on these days.
  bool has_time(rules::Program program, LocalDay from, LocalDay to) const;
  // By the last enrolment that touches these days.
  rules::Documentation documentation(LocalDay from, LocalDay to) const;
};

}  // namespace caseload::records
