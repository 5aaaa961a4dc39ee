#pragma once

// What the stored log of a month supports, patient by patient: readings become days, days fill
// device periods, logged time becomes minutes. The rules are those of sim/rules; the facts come
// from nothing but the store, so this is a second way to the answer the simulation gives.

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "grpc/backend/episodes.hpp"
#include "grpc/backend/store_rows.hpp"
#include "grpc/convert/claims.hpp"
#include "grpc/convert/registration.hpp"
#include "sim/base/calendar.hpp"
#include "sim/rules/claims.hpp"
#include "sim/rules/device_period.hpp"
#include "sim/rules/ledger.hpp"

namespace caseload::wire {

class ClaimsOfMonth {
 public:
  // Reads and verifies once what arrived in the run and what was logged; throws StoreDamaged.
  // Memory: a few words for each patient, and the month's log. Requires: a rule set is in force on
  // every day of the month.
  ClaimsOfMonth(Database& database, const StoredRun& run, Registration registration,
                CalendarMonth month);

  // Leaves out the first `patients` of them.
  void skip(std::uint64_t patients);
  // The next patients monitored on any day of the month, or with a device period that ended in it,
  // by number, at most `limit`. Empty: the end.
  std::vector<PatientClaims> next(int limit);

 private:
  struct Monitored {
    PatientId patient{};
    std::vector<Episode> episodes;   // that reach into the month, or a period of which ends in it
    std::uint64_t reading_days = 0;  // bit i: the i-th local day from first_day_
  };
  // Whether the patient was monitored on any day of the month in it.
  bool in_month(const Episode& episode) const;
  // That end in the month. One that the patient did not stay to the end of counts all the same, by
  // the days there are; none begins after the withdrawal.
  std::vector<rules::DevicePeriod> periods_of(const Episode& episode) const;
  PatientClaims judge(const Monitored& patient) const;
  // The minutes of the month; `credit`: RPM's.
  rules::MonthFacts measure(const Monitored& patient, rules::Credit& credit) const;
  int reading_days(const Monitored& patient, const Episode& episode,
                   const rules::DevicePeriod& period) const;

  void read_log(Database& database, const StoredRun& run);

  Registration registration_;
  CalendarMonth month_;
  LocalDay first_day_;  // no device period that ends in the month begins earlier
  std::vector<Monitored> patients_;
  // By patient and start; those that began at once in the order in which they were logged.
  template <class Record>
  using Log = std::multimap<std::pair<PatientId, SimTime>, Record>;
  // What did not end before the month and began before its end.
  Log<rules::TimeEntry> entries_;
  Log<rules::Visit> visits_;
  std::size_t next_ = 0;
};

// The first day of the month for which no rule set is registered, or nothing.
std::optional<LocalDay> day_without_rules(const rules::RuleBook& rules, CalendarMonth month);

}  // namespace caseload::wire
