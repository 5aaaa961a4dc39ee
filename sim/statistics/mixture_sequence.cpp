#include "sim/statistics/mixture_sequence.hpp"

#include <cmath>

#include "sim/base/check.hpp"

namespace caseload::stats {

namespace {

// As many trials as the mixing law is worth: little beside the hundreds that decide.
constexpr double kPriorTrials = 20;

// The edge between chances that hold and chances that do not, given one of each.
template <class Holds>
double edge(double held, double refused, Holds holds) {
  while (std::abs(held - refused) > 1e-13) {
    const double middle = (held + refused) / 2;
    (holds(middle) ? held : refused) = middle;
  }
  return held;
}

}  // namespace

MixtureSequence::MixtureSequence(double around, double confidence)
    : a_(kPriorTrials * around),
      b_(kPriorTrials * (1 - around)),
      log_limit_(-std::log(1 - confidence)) {
  CASELOAD_CHECK(0 < around && around < 1, "a chance in question lies between 0 and 1");
  CASELOAD_CHECK(0 < confidence && confidence < 1, "a confidence lies between 0 and 1");
}

// B(S+a+1, F+b) / B(S+a, F+b) = (S+a) / (n+a+b): the integral grows by one factor a trial.
void MixtureSequence::add(bool success) {
  const double both = static_cast<double>(trials()) + a_ + b_;
  if (success) {
    log_mixture_ += std::log((static_cast<double>(successes_) + a_) / both);
    ++successes_;
  } else {
    log_mixture_ += std::log((static_cast<double>(failures_) + b_) / both);
    ++failures_;
  }
}

double MixtureSequence::log_evidence_against(double chance) const {
  CASELOAD_CHECK(0 < chance && chance < 1, "a chance in question lies between 0 and 1");
  return log_mixture_ - static_cast<double>(successes_) * std::log(chance) -
         static_cast<double>(failures_) * std::log1p(-chance);
}

Interval MixtureSequence::interval() const {
  if (trials() == 0) return {.low = 0, .high = 1};
  // The evidence is least at the observed share, where it is below 1, and rises to both sides.
  const auto holds = [this](double chance) { return plausible(chance); };
  const double observed = static_cast<double>(successes_) / static_cast<double>(trials());
  return {.low = successes_ == 0 ? 0 : edge(observed, 0, holds),
          .high = failures_ == 0 ? 1 : edge(observed, 1, holds)};
}

}  // namespace caseload::stats
