#pragma once

// A bill added up over all its patients.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "records/bill.hpp"

namespace caseload::records {

// By code: what is supported, over all patients.
struct CodeTotal {
  std::string code;
  std::int64_t units = 0;
  std::int64_t times = 0;    // months or periods of a patient that have it
  std::int64_t held = 0;     // of `times`: wait for a signature
  std::int64_t unknown = 0;  // of `times`: something they need is not known
  std::int64_t cents = 0;
  bool priced = true;
};
std::vector<CodeTotal> code_totals(const Bill& bill);  // in order of code

// Over all months of RPM and beside it: logged, credited, lost by reason.
struct MinuteTotals {
  SimDuration credited{};
  std::array<SimDuration, kLost> lost{};
  SimDuration logged() const;
};
MinuteTotals minute_totals(const Bill& bill, rules::Program program);

}  // namespace caseload::records
