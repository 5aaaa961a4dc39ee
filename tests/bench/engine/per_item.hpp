#pragma once

// What all engine benchmarks share: the start of time, and cost per customer, event or process.

#include <benchmark/benchmark.h>

#include <cstdint>

#include "sim/base/time.hpp"

namespace caseload::engine {

inline constexpr SimTime kStart{};

// "per_customer" and so on: seconds per item, which the library prints with its prefix.
inline void per_item(benchmark::State& state, const char* name, std::uint64_t items) {
  state.counters[name] = benchmark::Counter(
      static_cast<double>(items), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

}  // namespace caseload::engine
