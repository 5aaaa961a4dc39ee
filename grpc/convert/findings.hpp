#pragma once

// What is wrong with a message from outside, so that decoding reads as a list of its fields.
//
// The first finding is kept: it names the field and what would have been right. A decoder goes on
// with harmless values and asks at the end.

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "sim/base/result.hpp"
#include "sim/base/time.hpp"

namespace caseload::wire {

class Findings {
 public:
  // `field` as the .proto spells it; `expected` completes "…; expected".
  void expect(bool holds, std::string_view field, std::string_view expected) {
    if (!holds && text_.empty()) text_ = fmt::format("{}: expected {}", field, expected);
  }
  template <class Value>
  void expect(bool holds, std::string_view field, const Value& value, std::string_view expected) {
    if (!holds && text_.empty())
      text_ = fmt::format("{} is {}; expected {}", field, value, expected);
  }
  // Takes over what a part found, under the part's name.
  template <class T>
  T part(std::string_view field, Result<T> result, T otherwise) {
    if (result) return std::move(*result);
    if (text_.empty()) text_ = fmt::format("{}.{}", field, result.error().text);
    return otherwise;
  }

  // An instant of simulated time. Years outside 1970–2200 are no simulation of ours, and their
  // arithmetic would overflow.
  SimTime time(std::int64_t microseconds, std::string_view field) {
    constexpr std::int64_t kYear2200 = 7'258'118'400'000'000;
    const bool sane = 0 <= microseconds && microseconds < kYear2200;
    expect(sane, field, microseconds, "microseconds since 1970, before the year 2200");
    return SimTime{SimDuration{sane ? microseconds : 0}};
  }
  // A length of time, from nothing to a hundred years.
  SimDuration duration(std::int64_t microseconds, std::string_view field) {
    constexpr std::int64_t kHundredYears = 3'155'760'000'000'000;
    const bool sane = 0 <= microseconds && microseconds <= kHundredYears;
    expect(sane, field, microseconds, "microseconds, from 0 to a hundred years");
    return SimDuration{sane ? microseconds : 0};
  }

  bool none() const { return text_.empty(); }
  const std::string& text() const { return text_; }

  template <class T>
  Result<T> conclude(T value) const {
    if (none()) return value;
    return std::unexpected(Error{Error::Kind::BadInput, text_});
  }

 private:
  std::string text_;
};

}  // namespace caseload::wire
