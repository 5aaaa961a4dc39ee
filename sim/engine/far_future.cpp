#include "sim/engine/far_future.hpp"

namespace caseload::engine {

bool FarFuture::take_earliest(std::uint64_t last, std::vector<Key>& out, std::uint64_t* covered) {
  for (;;) {
    const auto level = static_cast<unsigned>(__builtin_ctz(levels_taken_));
    const Level& on = levels_[level];
    unsigned digit = next_taken(on, 0);
    if (on.buckets[digit].earliest > last) return false;
    position_ = on.buckets[digit].earliest;
    if (level > 0 && on.buckets[digit].size > kFew) {
      empty_out(level, digit, [this](Key key) { add(key); });
      continue;
    }
    // This one, and its neighbours as long as they are few together.
    std::size_t taken = 0;
    do {
      taken += on.buckets[digit].size;
      *covered = end_of(level, digit);
      empty_out(level, digit, [&](Key key) { out.push_back(key); });
      digit = next_taken(on, digit + 1);
    } while (digit < kDigits && taken + on.buckets[digit].size <= kFew);
    return true;
  }
}

unsigned FarFuture::next_taken(const Level& level, unsigned digit) {
  for (unsigned word = digit / 64; word < level.taken.size(); ++word) {
    const std::uint64_t from =
        word == digit / 64 ? level.taken[word] >> digit % 64 << digit % 64 : level.taken[word];
    if (from != 0) return word * 64 + static_cast<unsigned>(__builtin_ctzll(from));
  }
  return kDigits;
}

std::uint64_t FarFuture::end_of(unsigned level, unsigned digit) const {
  const std::uint64_t above =
      level + 1 == kLevels ? 0 : position_ >> 8 * (level + 1) << 8 * (level + 1);
  return above | std::uint64_t{digit} << 8 * level | ((std::uint64_t{1} << 8 * level) - 1);
}

FarFuture::Bucket FarFuture::detach(unsigned level, unsigned digit) {
  Level& on = levels_[level];
  const Bucket bucket = std::exchange(on.buckets[digit], {});
  size_ -= bucket.size;
  on.taken[digit / 64] &= ~(std::uint64_t{1} << digit % 64);
  if (next_taken(on, 0) == kDigits) levels_taken_ &= ~(1U << level);
  return bucket;
}

FarFuture::Page* FarFuture::new_page() {
  constexpr std::size_t kBatch = 64;  // pages per allocation
  if (free_ == nullptr) {
    pages_.push_back(std::make_unique_for_overwrite<Page[]>(kBatch));
    for (std::size_t i = kBatch; i-- > 0;) {
      Page& page = pages_.back()[i];
      page.next = std::exchange(free_, &page);
    }
  }
  return std::exchange(free_, free_->next);
}

}  // namespace caseload::engine
