#pragma once

// The least of many 128-bit keys, by a heap in which every parent has four children.
//
// Four keys of 16 bytes are one cache line, and the children of one parent are always one such
// line: the way down reads one line per level. The least of the four is found without branches,
// which nobody could predict. Unused places hold a key greater than any other, so that no group is
// ever incomplete.

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace caseload::sim {

class KeyHeap {
 public:
  __extension__ using Key = unsigned __int128;
  using Group = std::array<Key, 4>;

  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }

  // Requires: !empty().
  Key top() const { return place(kRoot); }
  // The children of the top: when it has gone, one of these follows. Requires: size() ≥ 5.
  const Group& next_to_top() const { return lines_[kRoot - 2].keys; }

  // Requires: less than kNone, and not in the heap already.
  void push(Key key) {
    std::size_t hole = kRoot + size_++;
    if (hole / 4 >= lines_.size()) lines_.push_back(Line{});
    while (hole > kRoot) {
      const Key parent = place(hole / 4 + 2);
      if (parent < key) break;
      place(hole) = parent;
      hole = hole / 4 + 2;
    }
    place(hole) = key;
  }

  // Requires: !empty().
  void pop() {
    Key& last = place(kRoot + --size_);
    const Key moved = last;
    last = kNone;
    if (size_ > 0) sift_down(kRoot, moved);
  }

  // Takes out every key for which `gone(key)` is true.
  template <class Gone>
  void remove_if(const Gone& gone) {
    const std::size_t before = size_;
    size_ = 0;
    for (std::size_t i = kRoot; i < kRoot + before; ++i) {
      const Key key = place(i);
      place(i) = kNone;
      if (!gone(key)) place(kRoot + size_++) = key;
    }
    for (std::size_t i = kRoot + size_; i-- > kRoot;) sift_down(i, place(i));
  }

 private:
  static constexpr Key kNone = ~Key{0};
  struct alignas(64) Line {
    Group keys{kNone, kNone, kNone, kNone};
  };
  // The root is the last place of line 0. The children of place p are line p - 2; the parent of
  // place c is c / 4 + 2.
  static constexpr std::size_t kRoot = 3;

  Key& place(std::size_t p) { return lines_[p / 4].keys[p % 4]; }
  const Key& place(std::size_t p) const { return lines_[p / 4].keys[p % 4]; }

  static std::size_t least_of(const Group& keys) {
    const std::size_t left = keys[1] < keys[0] ? 1 : 0;
    const std::size_t right = keys[3] < keys[2] ? 3 : 2;
    const std::size_t take_right = keys[right] < keys[left] ? ~std::size_t{0} : 0;
    return left ^ ((left ^ right) & take_right);
  }

  void sift_down(std::size_t hole, Key key) {
    while (hole - 2 < lines_.size()) {
      const Group& children = lines_[hole - 2].keys;
      const std::size_t least = least_of(children);
      if (key <= children[least]) break;
      place(hole) = children[least];
      hole = (hole - 2) * 4 + least;
    }
    place(hole) = key;
  }

  std::vector<Line> lines_{Line{}};
  std::size_t size_ = 0;
};

}  // namespace caseload::sim
