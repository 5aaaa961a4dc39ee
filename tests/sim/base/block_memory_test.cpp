#include "sim/base/block_memory.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include "sim/base/check.hpp"

namespace caseload {
namespace {

// Fills each block with its number and finds them all as they were: no two share a byte.
void expect_blocks_apart(std::size_t block_bytes, int how_many) {
  BlockMemory memory(block_bytes);
  std::vector<std::byte*> blocks;
  for (int n = 0; n < how_many; ++n) {
    blocks.push_back(memory.take());
    ASSERT_EQ(reinterpret_cast<std::uintptr_t>(blocks.back()) % 64, 0U) << "block " << n;
    std::memset(blocks.back(), n % 251, block_bytes);
  }
  for (int n = 0; n < how_many; ++n)
    for (std::size_t at : {std::size_t{0}, block_bytes / 2, block_bytes - 1})
      ASSERT_EQ(std::to_integer<int>(blocks[static_cast<std::size_t>(n)][at]), n % 251)
          << "block " << n;
}

TEST(BlockMemory, GivesBlocksOfTheirOwn) {
  expect_blocks_apart(1, 100);
  expect_blocks_apart(12'800, 100);
}

TEST(BlockMemory, GivesThemBeyondAFewMegabytesToo) {
  expect_blocks_apart(12'800, 800);  // 10 MB; a chunk is no multiple of it
  expect_blocks_apart(BlockMemory::kHugePage, 4);
}

TEST(BlockMemory, ABlockLivesAsLongAsWhoeverTookOverItsMemory) {
  BlockMemory first(64);
  std::byte* const block = first.take();
  *block = std::byte{7};
  BlockMemory second = std::move(first);
  first = BlockMemory(64);
  *first.take() = std::byte{9};
  EXPECT_EQ(*block, std::byte{7});
}

TEST(BlockMemory, ImpossibleSizesFailACheck) {
  EXPECT_THROW(BlockMemory(0), CheckFailed);
  EXPECT_THROW(BlockMemory(BlockMemory::kHugePage + 1), CheckFailed);
}

}  // namespace
}  // namespace caseload
