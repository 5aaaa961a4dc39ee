#pragma once

// Enumerators travel as their number plus one: 0 is "unspecified" in proto3 and is never sent.

#include "grpc/convert/findings.hpp"

namespace caseload::wire {

template <class Wire, class Sim>
constexpr Wire encode_enum(Sim value) {
  return static_cast<Wire>(static_cast<int>(value) + 1);
}

// `count`: how many enumerators the simulated type has, from 0 on.
template <class Sim, class Wire>
Sim decode_enum(Wire value, int count, std::string_view field, Findings& findings) {
  // An enum that travelled holds any 32 bits.
  const int number = static_cast<int>(value);
  const bool known = 1 <= number && number <= count;
  findings.expect(known, field, number, fmt::format("1 to {}", count));
  return static_cast<Sim>(known ? number - 1 : 0);
}

}  // namespace caseload::wire
