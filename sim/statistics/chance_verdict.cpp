#include "sim/statistics/chance_verdict.hpp"

#include "sim/base/check.hpp"

namespace caseload::stats {

ChanceVerdict::ChanceVerdict(const ChanceRequirement& requirement)
    : requirement_(requirement), evidence_(requirement.chance, requirement.confidence) {
  CASELOAD_CHECK(requirement_.cap >= 1, "a verdict needs at least one month");
}

Verdict ChanceVerdict::add(bool held) {
  evidence_.add(held);
  if (verdict_ != Verdict::Open) return verdict_;
  months_ = evidence_.trials();
  if (!evidence_.plausible(requirement_.chance)) {
    const auto required = requirement_.chance * static_cast<double>(months_);
    const bool above = static_cast<double>(evidence_.successes()) > required;
    verdict_ = above ? Verdict::Yes : Verdict::No;
  } else if (months_ >= requirement_.cap) {
    verdict_ = Verdict::TooClose;
  }
  return verdict_;
}

}  // namespace caseload::stats
