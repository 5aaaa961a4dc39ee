#include "sim/care/record/sign_off.hpp"

namespace caseload::care {

void SignOffs::owe(PatientId patient, CalendarMonth of) {
  if (of.plus(1) == observed_) ++counts_.owed;
  if (of != observed_) return;
  if (unsigned_.size() <= number(patient)) unsigned_.resize(number(patient) + 1);
  unsigned_[number(patient)] = true;
  ++counts_.owed_of_month;
  ++counts_.held;
}

void SignOffs::sign(PatientId patient, CalendarMonth of, SimTime at, SimTime deadline) {
  const bool in_time = at <= deadline;
  if (of == observed_ && in_time) {
    unsigned_[number(patient)] = false;
    --counts_.held;
  }
  if (of.plus(1) != observed_ || month_is_over_) return;
  ++(in_time ? counts_.in_time : counts_.late);
  if (!in_time) counts_.late_by += at - deadline;
}

void SignOffs::close_month() {
  month_is_over_ = true;
  counts_.open = counts_.owed - counts_.in_time - counts_.late;
}

}  // namespace caseload::care
