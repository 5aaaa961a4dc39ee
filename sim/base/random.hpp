#pragma once

// Counter-based random numbers: every draw has an address.
//
// A draw is not the next number of a sequence: it stands at (seed, replication, stream, entity,
// index), and whoever asks for that address, in whatever order, gets the same number. The plan
// under study is never part of the address, so the same patient has the same luck under every plan
// (common random numbers), and adding an entity moves nobody else's draws.
//
// Philox4x32-10: Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC'11 (Random123).

#if defined(__wasm__) && !defined(__riscv)
// Random123 refuses processors that its authors have not tried. Its C code needs nothing of them,
// so it is told of one where it likewise uses nothing else.
#define __riscv 1
#include <Random123/philox.h>
#undef __riscv
#else
#include <Random123/philox.h>
#endif

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

namespace caseload {

// FNV-1a, 32 bits (Fowler, Noll, Vo, draft-eastlake-fnv).
constexpr std::uint32_t fnv1a(std::string_view text) {
  std::uint32_t hash = 2166136261U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

// Names a random stream: what its draws are for. The name is hashed when the program is compiled;
// stream_ids_test.cpp sees to it that no two in use collide.
struct StreamId {
  std::uint32_t value;

  consteval explicit StreamId(std::string_view name) : value(fnv1a(name)) {}
};

// A word as a number in (0, 1): the middle of one of 2^52 (2^32) equal cells, and so never 0 or 1.
// A 53rd bit would round the last cell up to 1, where quantile functions end.
constexpr double open_uniform(std::uint64_t word) {
  // The digits after the point of a number in [1, 2).
  return std::bit_cast<double>(word >> 12 | std::bit_cast<std::uint64_t>(1.0)) - (1 - 0x1p-53);
}
constexpr double open_uniform(std::uint32_t word) { return (word + 0.5) * 0x1p-32; }

// The four words at one address: 128 independent bits.
using RandomBlock = std::array<std::uint32_t, 4>;

// One entity's draws for one purpose, by index. Cheap to copy.
class RandomStream {
 public:
  RandomStream(std::uint64_t seed, std::uint32_t replication, StreamId stream_id,
               std::uint32_t entity)
      : seed_(seed), replication_(replication), stream_id_(stream_id.value), entity_(entity) {}

  RandomBlock block(std::uint32_t index) const {
    const r123::Philox4x32::key_type key{
        {static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32)}};
    const auto out = r123::Philox4x32{}({{index, entity_, stream_id_, replication_}}, key);
    return {out[0], out[1], out[2], out[3]};
  }

  // In (0, 1), never 0 or 1; 52 bits.
  double at(std::uint32_t index) const {
    const RandomBlock words = block(index);
    return open_uniform(std::uint64_t{words[1]} << 32 | words[0]);
  }

  // Four in (0, 1) from one block; 32 bits each.
  std::array<double, 4> four_at(std::uint32_t index) const {
    const RandomBlock words = block(index);
    return {open_uniform(words[0]), open_uniform(words[1]), open_uniform(words[2]),
            open_uniform(words[3])};
  }

 private:
  std::uint64_t seed_;
  std::uint32_t replication_;
  std::uint32_t stream_id_;
  std::uint32_t entity_;
};

// The key of one replication: all its streams.
struct RandomKey {
  std::uint64_t seed = 1;
  std::uint32_t replication = 0;

  RandomStream stream(StreamId stream_id, std::uint32_t entity) const {
    return {seed, replication, stream_id, entity};
  }
};

}  // namespace caseload
