#include "sim/base/block_memory.hpp"

#include <cstdint>
#include <cstdlib>

#if !defined(__wasi__)
#include <sys/mman.h>
#endif

#include "sim/base/check.hpp"

namespace caseload {

BlockMemory::BlockMemory(std::size_t block_bytes) : block_bytes_((block_bytes + 63) / 64 * 64) {
  CASELOAD_CHECK(block_bytes > 0 && block_bytes_ <= kHugePage, "a block has an impossible size");
}

std::byte* BlockMemory::take() {
  if (blocks_left_ == 0) grow();
  --blocks_left_;
  std::byte* const block = next_;
  next_ += block_bytes_;
  return block;
}

void BlockMemory::grow() {
  if (from_heap_ < kHugePage) {
    from_heap_ += block_bytes_;
    heap_.push_back(HeapBlock(static_cast<std::byte*>(::operator new(block_bytes_, kLine))));
    next_ = heap_.back().get();
    blocks_left_ = 1;
  } else {
    pages_.push_back(map_huge_page());
    next_ = pages_.back().get();
    blocks_left_ = kHugePage / block_bytes_;
  }
}

#if defined(__wasi__)
// No pages to choose there: an aligned piece of the heap.
BlockMemory::Page BlockMemory::map_huge_page() {
  return Page(static_cast<std::byte*>(std::aligned_alloc(kHugePage, kHugePage)));
}

void BlockMemory::Unmap::operator()(std::byte* page) const { std::free(page); }
#else
// Straight from the system: the heap would leave holes around what is aligned like this.
BlockMemory::Page BlockMemory::map_huge_page() {
  constexpr std::size_t kTwo = 2 * kHugePage;  // one whole page lies in it, wherever it begins
  void* const mapped =
      ::mmap(nullptr, kTwo, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  CASELOAD_CHECK(mapped != MAP_FAILED, "the system has no memory left");
  auto* const begin = static_cast<std::byte*>(mapped);
  const std::size_t before = -reinterpret_cast<std::uintptr_t>(begin) % kHugePage;
  std::byte* const page = begin + before;
  if (before > 0) ::munmap(begin, before);
  ::munmap(page + kHugePage, kHugePage - before);
  // A wish: where it is refused, small pages do.
  (void)::madvise(page, kHugePage, MADV_HUGEPAGE);
  return Page(page);
}

void BlockMemory::Unmap::operator()(std::byte* page) const { ::munmap(page, kHugePage); }
#endif

}  // namespace caseload
