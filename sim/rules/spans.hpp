#pragma once

// A set of instants, as disjoint spans: the arithmetic of "counted once".

#include <algorithm>
#include <vector>

#include "sim/base/time.hpp"

namespace caseload::rules {

// From `from` on, before `to`. Empty where to ≤ from.
struct Span {
  SimTime from;
  SimTime to;

  SimDuration length() const { return std::max(to - from, SimDuration::zero()); }
  Span clipped_to(const Span& other) const {
    return {std::max(from, other.from), std::min(to, other.to)};
  }
  bool operator==(const Span&) const = default;
};

class Spans {
 public:
  void add(Span span) {
    if (span.length() == SimDuration::zero()) return;
    // All that touch the new one become one with it.
    const auto first = std::ranges::lower_bound(spans_, span.from, {}, &Span::to);
    auto last = first;
    for (; last != spans_.end() && last->from <= span.to; ++last) {
      span = {std::min(span.from, last->from), std::max(span.to, last->to)};
    }
    spans_.insert(spans_.erase(first, last), span);
  }

  // How much of `span` is in the set.
  SimDuration overlap(const Span& span) const {
    SimDuration sum{};
    for (const Span& mine : spans_) sum += mine.clipped_to(span).length();
    return sum;
  }

  // Disjoint, none touching the next.
  const std::vector<Span>& in_order() const { return spans_; }

 private:
  std::vector<Span> spans_;  // in order, none touching the next
};

}  // namespace caseload::rules
