#pragma once

// The least of many 128-bit keys, by a heap in which every parent has four children.
//
// Four keys of 16 bytes are one cache line, and the children of one parent are always one such
// line: the way down reads one line per level. The least of the four is found without branches,
// which nobody could predict. Unused places hold a key greater than any other, so that no group is
// ever incomplete.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>

namespace caseload::sim {

class KeyHeap {
 public:
  __extension__ using Key = unsigned __int128;

  KeyHeap() = default;
  KeyHeap(const KeyHeap&) = delete;
  KeyHeap& operator=(const KeyHeap&) = delete;

  bool empty() const { return size() == 0; }
  std::size_t size() const { return size_ - (vacant_ ? 1 : 0); }

  // Requires: !empty().
  Key top() {
    settle();
    return keys_[kRoot];
  }

  // Requires: less than kNone, and not in the heap already.
  void push(Key key) {
    if (vacant_) {
      vacant_ = false;
      return sift_down(kRoot, key);
    }
    std::size_t hole = kRoot + size_;
    if (hole >= end_) [[unlikely]]
      grow();
    ++size_;
    while (hole > kRoot) {
      const std::size_t above = hole / 4 + 2;
      if (keys_[above] < key) break;
      keys_[hole] = keys_[above];
      hole = above;
    }
    keys_[hole] = key;
  }

  // Requires: !empty(). The place of the top stays vacant until it is needed: what an event does is
  // mostly to schedule another, whose key then goes down from there, once instead of up and down.
  void pop() {
    settle();
    vacant_ = true;
  }

  // Takes out every key for which `gone(key)` is true.
  template <class Gone>
  void remove_if(const Gone& gone) {
    settle();
    const std::size_t before = size_;
    size_ = 0;
    for (std::size_t i = kRoot; i < kRoot + before; ++i) {
      const Key key = keys_[i];
      keys_[i] = kNone;
      if (!gone(key)) keys_[kRoot + size_++] = key;
    }
    restore_order();
  }

  // Many keys at once, in time linear in their number (Floyd 1964): append them, then restore the
  // order, before anything else is asked for. Requires of each what push() does.
  void append(Key key) {
    settle();
    const std::size_t hole = kRoot + size_;
    if (hole >= end_) [[unlikely]]
      grow();
    ++size_;
    keys_[hole] = key;
  }
  void restore_order() {
    for (std::size_t i = kRoot + size_; i-- > kRoot;) sift_down(i, keys_[i]);
  }

 private:
  static constexpr Key kNone = ~Key{0};
  static constexpr std::align_val_t kLine{64};
  // The root is the last place of the first line. The children of place p are the line p - 2,
  // places 4 (p - 2) and after; the parent of place c is c / 4 + 2.
  static constexpr std::size_t kRoot = 3;

  struct Free {
    void operator()(Key* keys) const { ::operator delete(keys, kLine); }
  };

  // Fills the vacant place of a top that has gone with the last key.
  void settle() {
    if (!vacant_) return;
    vacant_ = false;
    Key& last = keys_[kRoot + --size_];
    const Key moved = last;
    last = kNone;
    if (size_ > 0) sift_down(kRoot, moved);
  }

  void sift_down(std::size_t hole, Key key) {
    for (std::size_t children = 4 * (hole - 2); children < end_; children = 4 * (hole - 2)) {
      const std::size_t least = children + least_of(&keys_[children]);
      if (key <= keys_[least]) break;
      keys_[hole] = keys_[least];
      hole = least;
    }
    keys_[hole] = key;
  }

  static std::size_t least_of(const Key* four) {
    const std::size_t left = four[1] < four[0] ? 1 : 0;
    const std::size_t right = four[3] < four[2] ? 3 : 2;
    const std::size_t take_right = four[right] < four[left] ? ~std::size_t{0} : 0;
    return left ^ ((left ^ right) & take_right);
  }

  void grow() {
    const std::size_t end = std::max<std::size_t>(16, 2 * end_);
    std::unique_ptr<Key[], Free> keys(new (kLine) Key[end]);
    std::copy_n(keys_.get(), end_, keys.get());
    std::fill(keys.get() + end_, keys.get() + end, kNone);
    keys_ = std::move(keys);
    end_ = end;
  }

  std::unique_ptr<Key[], Free> keys_;
  std::size_t end_ = 0;  // places there are, a multiple of four
  std::size_t size_ = 0;
  bool vacant_ = false;
};

}  // namespace caseload::sim
