#pragma once

// Does it hold often enough? Yes, no, or too close to tell.
//
// Months are simulated one after another; after each, the mixture sequence is asked whether the
// required chance is still plausible. The first time it is not, the verdict stands. Where the cap
// comes first the truth is so near the requirement that more computing is not the remedy.
//
// Wrong with probability 1 − confidence at most, however often anybody looks. For several plans
// without an order among them give each its share of the doubt (bonferroni.hpp); on a ladder none
// is needed (fixed_sequence.hpp).

#include <cstdint>

#include "sim/statistics/interval.hpp"
#include "sim/statistics/mixture_sequence.hpp"

namespace caseload::stats {

enum class Verdict { Open, Yes, No, TooClose };

struct ChanceRequirement {
  double chance = 0.95;      // that the event holds in a month: what is required
  double confidence = 0.95;  // of the verdict
  std::int64_t cap = 2000;   // months; ≥ 1
};

class ChanceVerdict {
 public:
  explicit ChanceVerdict(const ChanceRequirement& requirement);

  // One more month, in the order of the replications. Months after the verdict narrow the interval
  // and do not move the verdict.
  Verdict add(bool held);

  Verdict verdict() const { return verdict_; }
  // Months until the verdict, or so far.
  std::int64_t months() const { return months_; }
  const MixtureSequence& evidence() const { return evidence_; }

 private:
  ChanceRequirement requirement_;
  MixtureSequence evidence_;
  Verdict verdict_ = Verdict::Open;
  std::int64_t months_ = 0;
};

}  // namespace caseload::stats
