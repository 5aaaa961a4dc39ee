#include "sim/engine/frame_pool.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <set>
#include <vector>

namespace caseload::engine {
namespace {

TEST(FramePool, HandsOutMemoryThatNobodyElseHas) {
  FramePool pool;
  std::vector<std::pair<unsigned char*, std::size_t>> taken;
  for (std::size_t size = 1; size <= 4096; size = size * 5 / 4 + 1) {
    for (unsigned char i = 0; i < 100; ++i) {
      auto* memory = static_cast<unsigned char*>(pool.take(size));
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(memory) % alignof(std::max_align_t), 0U) << size;
      std::memset(memory, i, size);
      taken.emplace_back(memory, size);
    }
  }

  for (std::size_t n = 0; n < taken.size(); ++n) {
    const auto [memory, size] = taken[n];
    EXPECT_EQ(memory[0], n % 100) << size;
    EXPECT_EQ(memory[size - 1], n % 100) << size;
    pool.give_back(memory, size);
  }
}

TEST(FramePool, HandsTheSameMemoryOutAgain) {
  FramePool pool;
  void* const first = pool.take(100);
  pool.give_back(first, 100);

  EXPECT_EQ(pool.take(100), first);
  std::set<void*> seen;
  for (int i = 0; i < 10'000; ++i) {
    void* const memory = pool.take(100);
    seen.insert(memory);
    pool.give_back(memory, 100);
  }
  EXPECT_EQ(seen.size(), 1U);
  pool.give_back(first, 100);
}

}  // namespace
}  // namespace caseload::engine
