#pragma once

// Words by number: ids of patients, codes, reasons. Each is kept once.

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace caseload::records {

class StringPool {
 public:
  StringPool() = default;
  // A moved-from deque may allocate.  NOLINTBEGIN(performance-noexcept-move-constructor)
  StringPool(StringPool&&) = default;
  StringPool& operator=(StringPool&&) = default;
  // NOLINTEND(performance-noexcept-move-constructor)

  // The word's number: dense from 0, in the order in which words were first seen.
  std::uint32_t number(std::string_view word) {
    const auto found = numbers_.find(word);
    if (found != numbers_.end()) return found->second;
    const auto next = static_cast<std::uint32_t>(words_.size());
    numbers_.emplace(words_.emplace_back(word), next);
    return next;
  }
  std::optional<std::uint32_t> find(std::string_view word) const {
    const auto found = numbers_.find(word);
    return found == numbers_.end() ? std::nullopt : std::optional(found->second);
  }
  const std::string& operator[](std::uint32_t number) const { return words_[number]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(words_.size()); }

 private:
  std::deque<std::string> words_;  // which stay where they are: the keys below refer to them
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

}  // namespace caseload::records
