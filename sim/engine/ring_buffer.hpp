#pragma once

// First in, first out, in one block of memory that doubles when it is full.
//
// Unlike std::deque it allocates nothing while the length goes up and down, and stays in the cache
// as long as the line is short. `Item` is a value: default-constructible and movable.

#include <cstddef>
#include <memory>
#include <utility>

#include "sim/base/check.hpp"

namespace caseload::engine {

template <class Item>
class RingBuffer {
 public:
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }

  void push_back(Item item) {
    if (size_ == places_) grow();
    items_[(first_ + size_++) & (places_ - 1)] = std::move(item);
  }

  // Requires: !empty().
  Item pop_front() {
    CASELOAD_CHECK(size_ > 0, "nothing to take from an empty line");
    Item item = std::exchange(items_[first_], Item{});  // what the place owned goes with it
    first_ = (first_ + 1) & (places_ - 1);
    --size_;
    return item;
  }

 private:
  void grow() {
    const std::size_t places = places_ == 0 ? 8 : 2 * places_;
    auto items = std::make_unique<Item[]>(places);
    for (std::size_t i = 0; i < size_; ++i)
      items[i] = std::move(items_[(first_ + i) & (places_ - 1)]);
    items_ = std::move(items);
    places_ = places;
    first_ = 0;
  }

  std::unique_ptr<Item[]> items_;
  std::size_t places_ = 0;  // a power of two, or none
  std::size_t first_ = 0;
  std::size_t size_ = 0;
};

}  // namespace caseload::engine
