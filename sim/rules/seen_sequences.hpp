#pragma once

// Which of one device's measurements have been seen, exactly and in little memory.
//
// Sequences mostly arrive in order, so it is enough to know the highest and the gaps below it: a
// gap is a measurement that was lost, or is late. 32 bytes, and 8 more for each run of missing
// ones.

#include <algorithm>
#include <cstdint>
#include <vector>

namespace caseload::rules {

class SeenSequences {
 public:
  // True for the first copy of a sequence, false for every further one. Requires: sequence ≥ 1.
  bool insert(std::uint32_t sequence) {
    if (sequence <= highest_) return fill(sequence);
    if (sequence - highest_ > 1) gaps_.push_back({highest_ + 1, sequence - 1});
    highest_ = sequence;
    return true;
  }

  // Whether it was inserted.
  bool has(std::uint32_t sequence) const {
    if (sequence == 0 || sequence > highest_) return false;
    const auto gap = std::ranges::lower_bound(gaps_, sequence, {}, &Gap::last);
    return gap == gaps_.end() || sequence < gap->first;
  }

 private:
  struct Gap {
    std::uint32_t first;
    std::uint32_t last;  // inclusive
  };

  bool fill(std::uint32_t sequence) {
    const auto gap = std::ranges::lower_bound(gaps_, sequence, {}, &Gap::last);
    if (gap == gaps_.end() || sequence < gap->first) return false;
    const Gap before{gap->first, sequence - 1};
    const Gap after{sequence + 1, gap->last};
    if (gap->first == gap->last) {
      gaps_.erase(gap);
    } else if (sequence == gap->first) {
      *gap = after;
    } else if (sequence == gap->last) {
      *gap = before;
    } else {
      *gap = after;
      gaps_.insert(gap, before);
    }
    return true;
  }

  std::vector<Gap> gaps_;  // in order, disjoint, all below highest_
  std::uint32_t highest_ = 0;
};

}  // namespace caseload::rules
