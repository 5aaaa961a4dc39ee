#include "records/patient_file.hpp"

#include <algorithm>

#include "sim/rules/spans.hpp"

namespace caseload::records {
namespace {

bool any_row_of(const PatientRecords& records, rules::Program program) {
  return std::ranges::any_of(records.rows, [program](const LoggedRow& row) {
    return static_cast<rules::Program>(row.program) == program;
  });
}

}  // namespace

PatientFile::PatientFile(const BillingFrame& frame, const PatientRecords& records)
    : frame(frame),
      records(records),
      time(patient_time(records, frame.zone)),
      readings(records.readings, frame.owners),
      has_rpm(any_row_of(records, rules::Program::Rpm) ||
              readings.first({ReadingOwner::Who::Rpm}).has_value()),
      has_rtm(any_row_of(records, rules::Program::Rtm) ||
              readings.first({ReadingOwner::Who::Rtm}).has_value()) {}

bool PatientFile::concerns(CalendarMonth month) const {
  for (const Enrolment& enrolment : records.enrolments)
    if (enrolment.start < month.end_day() &&
        (!enrolment.end || *enrolment.end >= month.first_day()))
      return true;
  const auto reading =
      std::ranges::lower_bound(records.readings, month.first_day(), {}, &ReadingDay::date);
  if (reading != records.readings.end() && reading->date() < month.end_day()) return true;
  const rules::Span span{frame.zone.midnight(month.first_day()),
                         frame.zone.midnight(month.end_day())};
  return std::ranges::any_of(records.rows, [&](const LoggedRow& row) {
    return (span.from <= row.start && row.start < span.to) ||
           rules::Span{row.start, row.end()}.clipped_to(span).length() > SimDuration::zero();
  });
}

std::pair<std::size_t, std::size_t> PatientFile::entries_within(LocalDay from, LocalDay to) const {
  // No entry is longer than a day.
  const auto& entries = time.entries;
  const auto first = std::ranges::lower_bound(entries, frame.zone.midnight(from) - hours{24}, {},
                                              &rules::TimeEntry::start);
  const auto last = std::ranges::lower_bound(entries, frame.zone.midnight(to + days{1}), {},
                                             &rules::TimeEntry::start);
  return {static_cast<std::size_t>(first - entries.begin()),
          static_cast<std::size_t>(last - entries.begin())};
}

bool PatientFile::has_time(rules::Program program, LocalDay from, LocalDay to) const {
  const auto [first, last] = entries_within(from, to);
  const SimTime begin = frame.zone.midnight(from);
  for (std::size_t i = first; i < last; ++i)
    if (time.entries[i].program == program && time.entries[i].end > begin) return true;
  return false;
}

rules::Documentation PatientFile::documentation(LocalDay from, LocalDay to) const {
  rules::Documentation documentation;
  if (records.enrolments.empty()) return documentation;
  documentation.enrolled = YesNoUnknown::No;
  for (const Enrolment& enrolment : records.enrolments) {
    if (enrolment.start > to || (enrolment.end && *enrolment.end < from)) continue;
    documentation = {.enrolled = YesNoUnknown::Yes,
                     .ordered = enrolment.order,
                     .consented = enrolment.consent,
                     .established = enrolment.established,
                     .billed_elsewhere = enrolment.billed_elsewhere,
                     .signed_off = YesNoUnknown::Unknown};
  }
  return documentation;
}

}  // namespace caseload::records
