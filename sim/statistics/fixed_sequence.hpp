#pragma once

// The smallest staffing that works, on a ladder of plans from the least staff to the most.
//
// Plans are judged from the most staff downwards, an order fixed before anything is seen, and the
// first that does not get its Yes ends the search. The answer is the last Yes; the verdict below it
// is the evidence that less would not do, or is too close to tell.
//
// The answer fails its requirement with probability 1 − confidence at most, without a correction
// for the number of plans: the only way to err is to accept the first plan in the order that truly
// fails, and everything before that stands whatever it was given (a fixed sequence: Hsu and Berger
// 1999). Neither monotone plans nor independent ones are assumed, so all may share their luck.
//
// A plain state machine: it says whose month it wants next and never runs anything.

#include <optional>
#include <vector>

#include "sim/statistics/chance_verdict.hpp"

namespace caseload::stats {

class FixedSequence {
 public:
  // Plans are numbered 0 (least staff) … plans − 1 (most). Requires: plans ≥ 1.
  FixedSequence(int plans, const ChanceRequirement& requirement);

  // The plan whose next month is wanted, replication plan(p).months(); none when the search is
  // over.
  std::optional<int> next() const;
  // That month: did everything required hold in it? Requires: next().
  Verdict add(bool held);

  bool finished() const { return !next(); }
  // The smallest plan shown to work; none where even the most staff was not shown to. Requires:
  // finished().
  std::optional<int> answer() const;
  // Open, with no months, for plans the search never came to. Requires: 0 ≤ plan < plans.
  const ChanceVerdict& plan(int plan) const;

 private:
  std::vector<ChanceVerdict> plans_;
  int current_;  // −1 when even the smallest plan works
};

}  // namespace caseload::stats
