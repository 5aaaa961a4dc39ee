#include "sim/base/draws_ahead.hpp"

namespace caseload::sim {

// Philox4x32-10 (random.hpp) with its loops turned round: each round for all entities at once.
std::array<double, kDrawsAhead> draws_of_successive(const Luck& luck, Purpose purpose,
                                                    std::uint32_t entity) {
  using Lanes = std::array<std::uint32_t, kDrawsAhead>;
  Lanes word0{}, word1, word2, word3;
  for (std::size_t lane = 0; lane < kDrawsAhead; ++lane) {
    word1[lane] = entity + static_cast<std::uint32_t>(lane);
    word2[lane] = purpose.value;
    word3[lane] = luck.replication;
  }
  auto key0 = static_cast<std::uint32_t>(luck.seed);
  auto key1 = static_cast<std::uint32_t>(luck.seed >> 32);
  for (int round = 0; round < 10; ++round) {
    for (std::size_t lane = 0; lane < kDrawsAhead; ++lane) {
      const std::uint64_t product0 = std::uint64_t{PHILOX_M4x32_0} * word0[lane];
      const std::uint64_t product2 = std::uint64_t{PHILOX_M4x32_1} * word2[lane];
      word0[lane] = static_cast<std::uint32_t>(product2 >> 32) ^ word1[lane] ^ key0;
      word2[lane] = static_cast<std::uint32_t>(product0 >> 32) ^ word3[lane] ^ key1;
      word1[lane] = static_cast<std::uint32_t>(product2);
      word3[lane] = static_cast<std::uint32_t>(product0);
    }
    key0 += PHILOX_W32_0;
    key1 += PHILOX_W32_1;
  }
  std::array<double, kDrawsAhead> draws;
  for (std::size_t lane = 0; lane < kDrawsAhead; ++lane)
    draws[lane] = open_uniform(std::uint64_t{word1[lane]} << 32 | word0[lane]);
  return draws;
}

}  // namespace caseload::sim
