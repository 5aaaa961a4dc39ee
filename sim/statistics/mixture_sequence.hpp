#pragma once

// An interval of a chance that may be looked at after every trial.
//
// Clopper and Pearson's interval holds at one n fixed beforehand; who looks again and again until
// it says what he hopes for is wrong far more often. This one covers the true chance at all n at
// once with the stated confidence, so a run may stop whenever the answer is plain.
//
// After S successes in n trials, a chance p has the evidence against it
//   E_n(p) = ∫ q^S (1−q)^(n−S) Beta(q; a, b) dq / (p^S (1−p)^(n−S))
//          = B(S+a, n−S+b) / (B(a, b) p^S (1−p)^(n−S)),
// which is a martingale of mean 1 where p is true and therefore ever exceeds 1/α with probability
// α at most (Ville 1939). The interval is {p : E_n(p) < 1/α} (Robbins 1970; Howard et al. 2021).
// The mixing law is Beta(20 p0, 20 (1 − p0)): sharpest near p0, the chance that matters, valid
// everywhere.

#include <cstdint>

#include "sim/statistics/interval.hpp"

namespace caseload::stats {

class MixtureSequence {
 public:
  // `around` is p0. Requires: 0 < around < 1, 0 < confidence < 1.
  MixtureSequence(double around, double confidence);

  void add(bool success);

  std::int64_t trials() const { return successes_ + failures_; }
  std::int64_t successes() const { return successes_; }
  // At any time, as often as one likes; [0, 1] before the first trial. Ends accurate to 1e-12.
  Interval interval() const;
  // ln E_n(chance), natural logarithm. Requires: 0 < chance < 1.
  double log_evidence_against(double chance) const;
  // interval() contains it, without solving for the ends. The same requirement.
  bool plausible(double chance) const { return log_evidence_against(chance) < log_limit_; }

 private:
  double a_, b_;
  double log_limit_;        // ln(1/α)
  double log_mixture_ = 0;  // ln of the integral above
  std::int64_t successes_ = 0;
  std::int64_t failures_ = 0;
};

}  // namespace caseload::stats
