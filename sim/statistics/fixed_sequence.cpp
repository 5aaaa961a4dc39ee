#include "sim/statistics/fixed_sequence.hpp"

#include "sim/base/check.hpp"

namespace caseload::stats {

FixedSequence::FixedSequence(int plans, const ChanceRequirement& requirement)
    : current_(plans - 1) {
  CASELOAD_CHECK(plans >= 1, "a ladder has at least one plan");
  plans_.assign(static_cast<std::size_t>(plans), ChanceVerdict(requirement));
}

std::optional<int> FixedSequence::next() const {
  if (current_ < 0 || plan(current_).verdict() != Verdict::Open) return std::nullopt;
  return current_;
}

Verdict FixedSequence::add(bool held) {
  CASELOAD_CHECK(!finished(), "a month was given to a search that is over");
  const Verdict verdict = plans_[static_cast<std::size_t>(current_)].add(held);
  if (verdict == Verdict::Yes) --current_;
  return verdict;
}

std::optional<int> FixedSequence::answer() const {
  CASELOAD_CHECK(finished(), "the answer of an unfinished search was asked for");
  if (current_ + 1 == static_cast<int>(plans_.size())) return std::nullopt;
  return current_ + 1;
}

const ChanceVerdict& FixedSequence::plan(int plan) const {
  CASELOAD_CHECK(0 <= plan && plan < static_cast<int>(plans_.size()), "there is no such plan");
  return plans_[static_cast<std::size_t>(plan)];
}

}  // namespace caseload::stats
