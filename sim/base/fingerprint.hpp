#pragma once

// A 64-bit digest of what happened, in order. Two runs with the same fingerprint did the same
// things at the same times to the same entities; queue sequence numbers and pointers never enter.

#include <cstdint>

namespace caseload {

class Fingerprint {
 public:
  constexpr void add(std::uint64_t word) {
    state_ = (state_ ^ word) * 0x9E3779B97F4A7C15ULL;
    state_ ^= state_ >> 32;
  }
  constexpr std::uint64_t value() const { return state_; }

 private:
  std::uint64_t state_ = 0xCBF29CE484222325ULL;
};

}  // namespace caseload
