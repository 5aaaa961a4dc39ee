#pragma once

// Memory for coroutine frames: free lists by size, owned by one Simulation.
//
// A model starts and ends the same few kinds of process over and over; their frames are handed out
// again instead of going through the heap. Each begins a cache line of its own. All memory goes
// back when the pool dies.

#include <array>
#include <cstddef>
#include <memory>
#include <new>
#include <vector>

namespace caseload::engine {

class FramePool {
 public:
  void* take(std::size_t size) {
    const std::size_t bucket = bucket_of(size);
    if (bucket >= kBuckets) return ::operator new(size, kAligned);
    if (free_[bucket] == nullptr) grow(bucket);
    Node* node = free_[bucket];
    free_[bucket] = node->next;
    return node;
  }

  void give_back(void* memory, std::size_t size) {
    const std::size_t bucket = bucket_of(size);
    if (bucket >= kBuckets) return ::operator delete(memory, kAligned);
    Node* node = static_cast<Node*>(memory);
    node->next = free_[bucket];
    free_[bucket] = node;
  }

 private:
  struct Node {
    Node* next;
  };
  static constexpr std::align_val_t kAligned{64};
  static constexpr std::size_t kStep = 64;  // bytes between size classes: whole cache lines
  static constexpr std::size_t kBuckets = 32;
  static constexpr std::size_t kBatch = 64;  // frames per allocation

  static std::size_t bucket_of(std::size_t size) { return (size + kStep - 1) / kStep; }

  void grow(std::size_t bucket) {
    const std::size_t size = bucket * kStep;
    slabs_.emplace_back(static_cast<std::byte*>(::operator new(size * kBatch, kAligned)));
    for (std::size_t i = kBatch; i-- > 0;) {
      Node* node = reinterpret_cast<Node*>(slabs_.back().get() + i * size);
      node->next = free_[bucket];
      free_[bucket] = node;
    }
  }

  struct Free {
    void operator()(std::byte* slab) const { ::operator delete(slab, kAligned); }
  };

  std::array<Node*, kBuckets> free_{};
  std::vector<std::unique_ptr<std::byte, Free>> slabs_;
};

}  // namespace caseload::engine
