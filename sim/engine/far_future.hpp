#pragma once

// The keys of events that are not due soon, sorted no further than is needed.
//
// A hierarchy of buckets by the digits of a key's time, base 256: a key lies on the level of the
// highest digit in which its time differs from that of the first key, `position_`, in the bucket of
// that digit. So whatever lies on a lower level comes before all of a higher one. Only the earliest
// bucket is ever split, into the levels below, and only until what comes first is few enough for a
// heap. Every key moves down a few times, each time from one page to the end of another: unlike in
// a heap, the cost hardly grows with the number of keys, and nothing needs tuning to how they are
// spread. (Radix heap: Ahuja, Mehlhorn, Orlin and Tarjan 1990; splitting only what is due: the
// ladder queue of Tang, Goh and Thng 2005.)
//
// The first 64 bits of a key are its time as an unsigned number; the last 64 do not matter here.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "sim/engine/key_heap.hpp"

namespace caseload::engine {

class FarFuture {
 public:
  using Key = KeyHeap::Key;
  // As many keys as the earliest bucket may have before it is split: they fit a first-level cache
  // together with what they concern.
  static constexpr std::size_t kFew = 128;

  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }

  // Nothing earlier than this will be added. Requires: empty(). To be called before the first
  // add().
  void start_at(std::uint64_t time) {
    levels_.resize(kLevels);
    position_ = time;
  }
  // No key may be earlier than this: the first of those taken last.
  std::uint64_t position() const { return position_; }

  // Requires: not earlier than position().
  void add(Key key) {
    const std::uint64_t time = time_of(key);
    const unsigned level = level_of(time);
    const unsigned digit = digit_of(time, level);
    Level& on = levels_[level];
    Bucket& bucket = on.buckets[digit];
    if (bucket.size % Page::kKeys == 0) bucket.append(new_page());
    bucket.last->keys[bucket.size++ % Page::kKeys] = key;
    bucket.earliest = std::min(bucket.earliest, time);
    on.taken[digit / 64] |= std::uint64_t{1} << digit % 64;
    levels_taken_ |= 1U << level;
    ++size_;
  }

  // Appends the earliest keys to `out`: at most kFew, or all of one microsecond, in the order in
  // which they came. All that remain are later than `*covered`, which is set. False, and nothing is
  // moved, if all are later than `last`. Requires: !empty().
  bool take_earliest(std::uint64_t last, std::vector<Key>& out, std::uint64_t* covered);

  // Takes out every key for which `gone(key)` is true.
  template <class Gone>
  void remove_if(const Gone& gone) {
    for (unsigned level = 0; level < levels_.size(); ++level) {
      for (unsigned digit = 0; digit < kDigits; ++digit) {
        empty_out(level, digit, [&](Key key) {
          if (!gone(key)) add(key);
        });
      }
    }
  }

 private:
  static constexpr unsigned kLevels = 8;
  static constexpr unsigned kDigits = 256;
  struct Page {
    static constexpr std::size_t kKeys = 32;
    std::array<Key, kKeys> keys;
    Page* next;
  };
  // All pages but the last are full.
  struct Bucket {
    Page* first = nullptr;
    Page* last = nullptr;
    std::size_t size = 0;
    std::uint64_t earliest = UINT64_MAX;  // of its times

    void append(Page* page) {
      (size == 0 ? first : last->next) = page;
      last = page;
    }
  };
  struct Level {
    std::array<Bucket, kDigits> buckets;
    std::array<std::uint64_t, kDigits / 64> taken{};  // one bit for each bucket that is not empty
  };

  static std::uint64_t time_of(Key key) { return static_cast<std::uint64_t>(key >> 64); }
  static unsigned digit_of(std::uint64_t time, unsigned level) {
    return static_cast<unsigned>(time >> 8 * level) % kDigits;
  }
  unsigned level_of(std::uint64_t time) const {
    return (63U - static_cast<unsigned>(__builtin_clzll((time ^ position_) | 1))) / 8;
  }
  // The first bucket from `digit` on that is not empty, or kDigits.
  static unsigned next_taken(const Level& level, unsigned digit);
  // The last time that belongs in this bucket.
  std::uint64_t end_of(unsigned level, unsigned digit) const;

  // Takes all keys out of a bucket and gives each to `receive`, which may add() keys, in the order
  // in which they came.
  template <class Receive>
  void empty_out(unsigned level, unsigned digit, const Receive& receive) {
    Bucket bucket = detach(level, digit);
    while (bucket.size > 0) {
      const std::size_t in_page = std::min(bucket.size, Page::kKeys);
      for (std::size_t i = 0; i < in_page; ++i) receive(bucket.first->keys[i]);
      bucket.size -= in_page;
      Page* const page = bucket.first;
      bucket.first = page->next;
      page->next = std::exchange(free_, page);
    }
  }
  Bucket detach(unsigned level, unsigned digit);
  Page* new_page();

  std::vector<Level> levels_;
  unsigned levels_taken_ = 0;  // one bit for each level that is not empty
  std::uint64_t position_ = 0;
  std::size_t size_ = 0;
  Page* free_ = nullptr;
  std::vector<std::unique_ptr<Page[]>> pages_;
};

}  // namespace caseload::engine
