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
  const int index = static_cast<int>(value) - 1;
  const bool known = 0 <= index && index < count;
  findings.expect(known, field, static_cast<int>(value), fmt::format("1 to {}", count));
  return static_cast<Sim>(known ? index : 0);
}

}  // namespace caseload::wire
