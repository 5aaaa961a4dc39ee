#pragma once

// Money is whole cents; nothing is ever rounded twice.

#include <compare>
#include <cstdint>

namespace caseload {

struct Cents {
  std::int64_t value = 0;

  constexpr Cents& operator+=(Cents other) {
    value += other.value;
    return *this;
  }
  constexpr Cents& operator-=(Cents other) {
    value -= other.value;
    return *this;
  }
  friend constexpr Cents operator+(Cents a, Cents b) { return {a.value + b.value}; }
  friend constexpr Cents operator-(Cents a, Cents b) { return {a.value - b.value}; }
  friend constexpr Cents operator*(Cents a, std::int64_t times) { return {a.value * times}; }
  friend constexpr auto operator<=>(Cents, Cents) = default;

  constexpr double dollars() const { return static_cast<double>(value) / 100.0; }
};

}  // namespace caseload
