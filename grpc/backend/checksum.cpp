#include "grpc/backend/checksum.hpp"

// In this file alone; nothing to link and nothing to install where the program runs.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace caseload::wire {

// The bytes of a word are hashed as they lie in memory.
static_assert(std::endian::native == std::endian::little);

void Checksum::add(std::string_view bytes) {
  words_.push_back(static_cast<std::int64_t>(bytes.size()));
  for (std::size_t at = 0; at < bytes.size(); at += sizeof(std::int64_t)) {
    std::int64_t word = 0;
    std::memcpy(&word, bytes.data() + at, std::min(sizeof word, bytes.size() - at));
    words_.push_back(word);
  }
  if (words_.size() >= kWords) fold();
}

void Checksum::fold() {
  value_ = checksum_of(words_, value_);
  words_.clear();
}

std::uint64_t checksum_of(std::span<const std::int64_t> row, std::uint64_t before) {
  return XXH3_64bits_withSeed(row.data(), row.size_bytes(), before);
}

}  // namespace caseload::wire
