#pragma once

// The least of many 128-bit keys, by four heaps in which every parent has four children.
//
// Four keys of 16 bytes are one cache line. The roots are such a line, and so are the children of
// each key: the way down reads one line per level. The least of the four is found without branches,
// which nobody could predict. Unused places hold a key greater than any other, so that no line is
// ever incomplete.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>

namespace caseload::engine {

class KeyHeap {
 public:
  __extension__ using Key = unsigned __int128;

  KeyHeap() { grow(); }
  KeyHeap(const KeyHeap&) = delete;
  KeyHeap& operator=(const KeyHeap&) = delete;

  bool empty() const { return size() == 0; }
  std::size_t size() const { return used_ - (vacant_ ? 1 : 0); }

  // The least key; if empty, one greater than any.
  Key top() {
    if (vacant_) settle();
    const Least least = least_of(keys_.get());
    first_ = least.place;
    return least.key;
  }

  // Takes out the key that top() found; nothing may have come between. Its place stays vacant until
  // it is needed: what an event does is mostly to schedule another, whose key then goes down from
  // there, once instead of up and down.
  void pop() { vacant_ = true; }

  // Returns how many keys there are then, or 0 if there are no more than before the last pop().
  // Requires: less than kNone, and not in the heap already.
  [[gnu::always_inline]] std::size_t push(Key key) {
    if (!vacant_) {
      if (used_ >= 4) return sift_up(key);
      keys_[used_] = key;  // one more root
      return ++used_;
    }
    vacant_ = false;
    if (children_of(first_) >= used_) {
      keys_[first_] = key;
    } else {
      sift_down(first_, key);
    }
    return 0;
  }

  // Takes out every key for which `gone(key)` is true.
  template <class Gone>
  void remove_if(const Gone& gone) {
    if (vacant_) settle();
    const std::size_t before = used_;
    used_ = 0;
    for (std::size_t i = 0; i < before; ++i) {
      const Key key = keys_[i];
      keys_[i] = kNone;
      if (!gone(key)) keys_[used_++] = key;
    }
    restore_order();
  }

  // Many keys at once, in time linear in their number (Floyd 1964): append them, then restore the
  // order, before anything else is asked for. Requires of each what push() does.
  void append(Key key) {
    if (vacant_) settle();
    if (used_ == end_) [[unlikely]]
      grow();
    keys_[used_++] = key;
  }
  [[gnu::noinline]] void restore_order() {
    for (std::size_t i = used_; i-- > 0;) sift_down(i, keys_[i]);
  }

 private:
  static constexpr Key kNone = ~Key{0};
  static constexpr std::align_val_t kLine{64};
  struct Free {
    void operator()(Key* keys) const { ::operator delete[](keys, kLine); }
  };

  struct Least {
    Key key;
    std::size_t place;  // of four
  };
  static Least least_of(const Key* four) {
    const bool second = four[1] < four[0];
    const bool fourth = four[3] < four[2];
    const Key left = second ? four[1] : four[0];
    const Key right = fourth ? four[3] : four[2];
    const bool take_right = right < left;
    return {take_right ? right : left, take_right ? 2U + fourth : 0U + second};
  }

  // Fills the vacant place with the last key.
  [[gnu::noinline]] void settle() {
    vacant_ = false;
    const Key moved = keys_[--used_];
    keys_[used_] = kNone;
    if (first_ == used_) return;
    if (children_of(first_) >= used_) {
      keys_[first_] = moved;
    } else {
      sift_down(first_, moved);
    }
  }

  static std::size_t children_of(std::size_t place) { return 4 * (place + 1); }
  static std::size_t parent_of(std::size_t place) { return place / 4 - 1; }

  [[gnu::noinline]] std::size_t sift_up(Key key) {
    std::size_t hole = used_;
    if (hole == end_) [[unlikely]]
      grow();
    ++used_;
    while (hole >= 4 && key < keys_[parent_of(hole)]) {
      keys_[hole] = keys_[parent_of(hole)];
      hole = parent_of(hole);
    }
    keys_[hole] = key;
    return used_;
  }

  [[gnu::noinline]] void sift_down(std::size_t hole, Key key) {
    for (std::size_t below = children_of(hole); below < used_; below = children_of(hole)) {
      const Least least = least_of(&keys_[below]);
      if (key <= least.key) break;
      keys_[hole] = least.key;
      hole = below + least.place;
    }
    keys_[hole] = key;
  }

  [[gnu::noinline]] void grow() {
    const std::size_t end = std::max<std::size_t>(16, 2 * end_);
    std::unique_ptr<Key[], Free> keys(new (kLine) Key[end]);
    std::copy_n(keys_.get(), end_, keys.get());
    std::fill(keys.get() + end_, keys.get() + end, kNone);
    keys_ = std::move(keys);
    end_ = end;
  }

  std::unique_ptr<Key[], Free> keys_;
  std::size_t end_ = 0;   // places there are, a multiple of four
  std::size_t used_ = 0;  // the first so many, the vacant one included
  std::size_t first_ = 0;
  bool vacant_ = false;  // at first_
};

}  // namespace caseload::engine
