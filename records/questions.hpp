#pragma once

// What an auditor would ask about a log, asked first.
//
// Each is a question, not a verdict: nothing here changes a minute or a code, except that credit
// was counted once where intervals overlap. None advises what to log.

#include <vector>

#include "records/bill.hpp"
#include "records/billing_frame.hpp"
#include "records/practice.hpp"

namespace caseload::records {

// Monthly totals that gather just above a threshold (the excess mass of bunching estimators, Kleven
// 2016): how many patient-months lie in the two minutes from `threshold` on, and how many the
// totals around would lead to expect, by a parabola through the minutes 10 to 3 before it and 4 to
// 14 after it.
struct Bunching {
  int observed = 0;
  double expected = 0;
  // More than chance explains: half as many again, and by three standard deviations.
  bool notable() const;
};
Bunching bunching(const std::vector<SimDuration>& monthly_totals, SimDuration threshold);

// Of entries that begin in the months asked for. Requires: the log is in order (put_in_order).
// `threshold`: of the highest time code.
std::vector<Remark> questions(const Practice& practice, const Bill& bill, const BillingFrame& frame,
                              SimDuration threshold);

}  // namespace caseload::records
