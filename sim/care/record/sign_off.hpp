#pragma once

// The provider's signature under each patient's month.
//
// When a month is over, whoever may sign owes one signature for every patient whose log supports a
// code of that month, by a stated day of the next. A month without it is held, not lost: it is
// signed later all the same. Patients come before paper: a signature waits for every other piece of
// the signer's own work.

#include <vector>

#include "sim/base/calendar.hpp"
#include "sim/base/ids.hpp"
#include "sim/care/record/observed_month.hpp"

namespace caseload::care {

// Who has signed what, as far as the observed month tells.
class SignOffs {
 public:
  explicit SignOffs(CalendarMonth observed) : observed_(observed) {}

  void owe(PatientId patient, CalendarMonth of);
  // Requires: it was owed and not yet given.
  void sign(PatientId patient, CalendarMonth of, SimTime at, SimTime deadline);
  void add_worked(SimDuration time) { counts_.worked += time; }
  // At the end of the observed month: what was owed for the month before and is not signed.
  void close_month();

  // Of the observed month: whether a signature was owed and not given by the deadline.
  bool held(PatientId patient) const {
    return number(patient) < unsigned_.size() && unsigned_[number(patient)];
  }
  const SignOffCounts& counts() const { return counts_; }

 private:
  CalendarMonth observed_;
  bool month_is_over_ = false;
  std::vector<bool> unsigned_;  // by patient, of the observed month; empty until it is over
  SignOffCounts counts_;
};

}  // namespace caseload::care
