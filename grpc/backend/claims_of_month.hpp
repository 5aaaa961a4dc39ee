#pragma once

// What the stored log of a month supports, patient by patient: readings become days, days fill
// device periods, logged time becomes minutes. The rules are those of sim/rules; the facts come
// from nothing but the store, so this is a second way to the answer the simulation gives.

#include <cstdint>
#include <string>
#include <vector>

#include "grpc/backend/history.hpp"
#include "grpc/backend/store_reader.hpp"
#include "grpc/convert/claims.hpp"
#include "grpc/convert/registration.hpp"
#include "sim/base/calendar.hpp"
#include "sim/rules/claims.hpp"
#include "sim/rules/device_period.hpp"
#include "sim/rules/ledger.hpp"

namespace caseload::wire {

class ClaimsOfMonth {
 public:
  // Reads the run's readings once. Memory: a few words for each patient. Requires: a rule set is in
  // force on every day of the month.
  ClaimsOfMonth(StoreReader& reader, RunKey run, Registration registration, CalendarMonth month);

  // Leaves out the first `patients` of them.
  void skip(std::uint64_t patients);
  // The next patients monitored on any day of the month, or with a device period that ended in it,
  // by number, at most `limit`. Empty: the end.
  std::vector<PatientClaims> next(StoreReader& reader, int limit);

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
  PatientClaims judge(StoreReader& reader, const Monitored& patient) const;
  // The minutes of the month; `credit`: RPM's.
  rules::MonthFacts measure(StoreReader& reader, const Monitored& patient,
                            rules::Credit& credit) const;
  int reading_days(const Monitored& patient, const Episode& episode,
                   const rules::DevicePeriod& period) const;

  RunKey run_;
  Registration registration_;
  CalendarMonth month_;
  LocalDay first_day_;  // no device period that ends in the month begins earlier
  std::vector<Monitored> patients_;
  std::size_t next_ = 0;
};

// The first day of the month for which no rule set is registered, or nothing.
std::optional<LocalDay> day_without_rules(const rules::RuleBook& rules, CalendarMonth month);

}  // namespace caseload::wire
