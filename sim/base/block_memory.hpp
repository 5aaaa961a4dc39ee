#pragma once

// Memory for very many small blocks of one size, which go back together.
//
// The first two megabytes are the heap's, block by block, so that a small owner takes what it
// needs. From there on blocks are cut from regions of two megabytes, each of which the system is
// asked to back with one huge page: whoever touches a million patients in turn then finds their
// addresses in the processor's table of pages.

#include <cstddef>
#include <memory>
#include <new>
#include <vector>

namespace caseload {

class BlockMemory {
 public:
  static constexpr std::size_t kHugePage = std::size_t{1} << 21;  // bytes, on x86-64

  // Requires: 0 < block_bytes ≤ kHugePage. Once moved from, it may be assigned to or die.
  explicit BlockMemory(std::size_t block_bytes);

  // A block, aligned as a cache line. It lives as long as this.
  std::byte* take();

 private:
  static constexpr std::align_val_t kLine{64};
  struct Free {
    void operator()(std::byte* block) const { ::operator delete(block, kLine); }
  };
  struct Unmap {
    void operator()(std::byte* page) const;
  };

  using HeapBlock = std::unique_ptr<std::byte, Free>;
  using Page = std::unique_ptr<std::byte, Unmap>;

  void grow();
  static Page map_huge_page();

  std::size_t block_bytes_;
  std::byte* next_ = nullptr;
  std::size_t blocks_left_ = 0;
  std::size_t from_heap_ = 0;  // bytes
  std::vector<HeapBlock> heap_;
  std::vector<Page> pages_;
};

}  // namespace caseload
