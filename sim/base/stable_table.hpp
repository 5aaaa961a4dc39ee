#pragma once

// Rows by number, for what a run knows of each patient, device or task.
//
// A row stays where it is for as long as the table lives, so it may be referred to while others are
// added. Rows come in blocks, made when the first of their numbers is opened: growing copies
// nothing, no more than a block is held in reserve, and numbers that nobody uses cost next to
// nothing.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "sim/base/block_memory.hpp"

namespace caseload {

template <class Row>
class StableTable {
  static constexpr std::size_t kBlockBytes = std::size_t{1} << 14;
  static constexpr std::uint32_t kRowsPerBlock =
      std::bit_floor(static_cast<std::uint32_t>(kBlockBytes / sizeof(Row)) | 1U);
  static_assert(alignof(Row) <= 64);

 public:
  StableTable() = default;
  StableTable(StableTable&& other) noexcept : StableTable() { swap(other); }
  StableTable& operator=(StableTable other) noexcept {
    swap(other);
    return *this;
  }

  // The row of this number, made with its default values if there was none.
  Row& open(std::uint32_t number) {
    const std::size_t block = number / kRowsPerBlock;
    if (block >= blocks_.size()) blocks_.resize(block + 1);
    if (blocks_[block] == nullptr) blocks_[block] = make_block();
    if (number >= size_) size_ = number + 1;
    return (*this)[number];
  }

  // One more than the highest number opened.
  std::uint32_t size() const { return size_; }
  // Whether operator[] may be asked.
  bool has(std::uint32_t number) const {
    return number < size_ && blocks_[number / kRowsPerBlock] != nullptr;
  }

  // Requires: has(number).
  Row& operator[](std::uint32_t number) {
    return blocks_[number / kRowsPerBlock][number % kRowsPerBlock];
  }
  const Row& operator[](std::uint32_t number) const {
    return blocks_[number / kRowsPerBlock][number % kRowsPerBlock];
  }

  // All rows in order of number. Requires: every number below size() has been opened.
  template <class Table, class Value>
  struct Iterator {
    Table* table;
    std::uint32_t at;
    Value& operator*() const { return (*table)[at]; }
    Iterator& operator++() {
      ++at;
      return *this;
    }
    bool operator==(const Iterator&) const = default;
  };
  auto begin() { return Iterator<StableTable, Row>{this, 0}; }
  auto end() { return Iterator<StableTable, Row>{this, size_}; }
  auto begin() const { return Iterator<const StableTable, const Row>{this, 0}; }
  auto end() const { return Iterator<const StableTable, const Row>{this, size_}; }

 private:
  struct Destroy {
    void operator()(Row* rows) const { std::destroy_n(rows, kRowsPerBlock); }
  };
  using Block = std::unique_ptr<Row[], Destroy>;

  Block make_block() {
    Row* const rows = reinterpret_cast<Row*>(memory_.take());
    std::uninitialized_value_construct_n(rows, kRowsPerBlock);
    return Block(rows);
  }
  void swap(StableTable& other) noexcept {
    std::swap(memory_, other.memory_);
    std::swap(blocks_, other.blocks_);
    std::swap(size_, other.size_);
  }

  BlockMemory memory_{kRowsPerBlock * sizeof(Row)};  // outlives the rows
  std::vector<Block> blocks_;
  std::uint32_t size_ = 0;
};

}  // namespace caseload
