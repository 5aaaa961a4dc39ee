#pragma once

// What the files do not say, as sentences: how much rests on it, and how it was taken.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "records/bill.hpp"
#include "records/billing_frame.hpp"
#include "records/practice.hpp"

namespace caseload::records {

// What was noticed while the patients were judged.
struct Noticed {
  std::int64_t live_would_matter = 0;    // months a live contact nobody told of would have changed
  std::int64_t without_enrolment = 0;    // patients with none, where enrolments are given
  std::int64_t first_reading_taken = 0;  // patients whose periods are counted from it
  std::vector<std::string> both_programmes{};  // "patient 17, March 2026": RPM keeps RTM away
};

// Of entries and readings in the months asked for.
std::vector<Remark> unknowns(const Practice& practice, const Bill& bill, const BillingFrame& frame,
                             const Noticed& seen);
// Nothing: there was no such month or period.
std::optional<Remark> both_programmes(const Noticed& seen);

}  // namespace caseload::records
