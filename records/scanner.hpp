#pragma once

// Reads numbers and signs from the front of a text.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace caseload::records {

class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  char peek() const { return rest_.empty() ? '\0' : rest_.front(); }
  std::string_view rest() const { return rest_; }
  void skip(std::size_t count) { rest_.remove_prefix(count); }
  bool take(char c) {
    if (peek() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool take_spaces() {
    const bool any = peek() == ' ';
    while (peek() == ' ') rest_.remove_prefix(1);
    return any;
  }
  // From `fewest` to `most` digits, as many as there are; -1: there are not so many.
  int digits(std::size_t fewest, std::size_t most) {
    int value = 0;
    std::size_t count = 0;
    for (; count < most && count < rest_.size() && is_digit(rest_[count]); ++count)
      value = value * 10 + (rest_[count] - '0');
    if (count < fewest) return -1;
    rest_.remove_prefix(count);
    return value;
  }
  // Exactly `count`.
  int digits(std::size_t count) {
    if (rest_.size() < count) return -1;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!is_digit(rest_[i])) return -1;
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }
  // The digits behind a decimal point, as microseconds; what is finer is dropped. -1: there is
  // none.
  std::int64_t fraction() {
    if (!is_digit(peek())) return -1;
    std::int64_t value = 0;
    for (std::int64_t worth = 100'000; is_digit(peek()); worth /= 10) {
      value += worth * (peek() - '0');
      rest_.remove_prefix(1);
    }
    return value;
  }

 private:
  static bool is_digit(char c) { return '0' <= c && c <= '9'; }
  std::string_view rest_;
};

// "AM" or "PM" in any case: the hours it adds to 12, or to an hour from 1 to 11; -1: neither.
inline int half_day(Scanner& scanner) {
  const auto is = [&](std::size_t at, char c) {
    return at < scanner.rest().size() && (scanner.rest()[at] | 0x20) == c;
  };
  if (!is(1, 'm') || !(is(0, 'a') || is(0, 'p'))) return -1;
  const int hours = is(0, 'p') ? 12 : 0;
  scanner.skip(2);
  return hours;
}

}  // namespace caseload::records
