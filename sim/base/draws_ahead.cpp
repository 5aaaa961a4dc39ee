#include "sim/base/draws_ahead.hpp"

namespace caseload {
namespace {

// Two 32-bit words, each in the lower half of a 64-bit lane: what one SSE2 register multiplies at
// once.
using Pair = std::uint64_t __attribute__((vector_size(16)));

constexpr Pair both(std::uint64_t word) { return Pair{word, word}; }
constexpr Pair lower(Pair words) { return words & both(0xFFFF'FFFF); }

}  // namespace

// Philox4x32-10 (random.hpp), two entities at a time. What is in the upper halves never counts.
std::array<double, kDrawsAhead> draws_of_successive(const RandomKey& random, StreamId stream_id,
                                                    std::uint32_t entity) {
  std::array<double, kDrawsAhead> draws;
  for (std::size_t i = 0; i < kDrawsAhead; i += 2) {
    const auto first = entity + static_cast<std::uint32_t>(i);
    Pair word0 = both(0);
    Pair word1{first, first + 1};
    Pair word2 = both(stream_id.value);
    Pair word3 = both(random.replication);
    auto key0 = static_cast<std::uint32_t>(random.seed);
    auto key1 = static_cast<std::uint32_t>(random.seed >> 32);
    for (int round = 0; round < 10; ++round) {
      const Pair product0 = lower(word0) * both(PHILOX_M4x32_0);
      const Pair product2 = lower(word2) * both(PHILOX_M4x32_1);
      word0 = product2 >> 32 ^ word1 ^ both(key0);
      word2 = product0 >> 32 ^ word3 ^ both(key1);
      word1 = product2;
      word3 = product0;
      key0 += PHILOX_W32_0;
      key1 += PHILOX_W32_1;
    }
    const Pair words = word1 << 32 | lower(word0);
    for (std::size_t lane = 0; lane < 2; ++lane) draws[i + lane] = open_uniform(words[lane]);
  }
  return draws;
}

}  // namespace caseload
