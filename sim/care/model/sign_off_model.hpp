#pragma once

// Whether a practitioner signs each patient's month, and by when.

namespace caseload::care {

struct SignOffModel {
  bool wanted = false;
  int by_day = 3;  // of the next month, to its end; at most kLastSignOffDay
};
// A run goes on for a week after the observed month.
inline constexpr int kLastSignOffDay = 7;

}  // namespace caseload::care
