#pragma once

// A checksum of rows, chained: XXH3 with 64 bits (xxHash 0.8, whose values are fixed for good),
// seeded by the checksum of what came before.
//
// It tells damage, a flipped bit as well as a lost row (missed once in 2^64), and not a forger, who
// can compute it too.

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

namespace caseload::wire {

class Checksum {
 public:
  explicit Checksum(std::uint64_t before = 0) : value_(before) {}

  void add(std::span<const std::int64_t> row) {
    words_.insert(words_.end(), row.begin(), row.end());
    if (words_.size() >= kWords) fold();
  }
  void add(std::initializer_list<std::int64_t> row) { add(std::span{row.begin(), row.size()}); }
  void add(std::string_view bytes);  // and how many they are

  // Of everything added so far. What is added later counts on from here.
  std::uint64_t value() {
    if (!words_.empty()) fold();
    return value_;
  }

 private:
  static constexpr std::size_t kWords = 1024;  // a block that fits the nearest cache
  void fold();

  std::uint64_t value_;
  std::vector<std::int64_t> words_;
};

// Of one row.
std::uint64_t checksum_of(std::span<const std::int64_t> row, std::uint64_t before);

}  // namespace caseload::wire
