// The addresses of a whole population, as the rooms above form them: no two may share their luck.
//
// With one key Philox permutes its counters, so two equal blocks are two equal addresses: purposes
// that hash alike, or a part of the address lost on the way into the counter.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "sim/base/random.hpp"
#include "tests/sim/base/stream_ids_in_use.hpp"

namespace caseload {
namespace {

std::vector<StreamId> numbered(const std::multiset<std::string>& names) {
  std::vector<StreamId> stream_ids;
  for (const std::string& name : names) stream_ids.push_back(stream_named(name));
  return stream_ids;
}

// Every way in which an index is formed (care/stream_ids.hpp, population/stream_ids.hpp), for one
// month.
std::vector<std::uint32_t> indices_in_use() {
  std::set<std::uint32_t> indices{UINT32_MAX, 1U << 30 | 2026};
  for (std::uint32_t ordinal = 0; ordinal < 40; ++ordinal) indices.insert(ordinal);
  constexpr std::uint32_t kFirstOfMarch2026 = 20513;  // days since 1970
  for (std::uint32_t day = kFirstOfMarch2026; day < kFirstOfMarch2026 + 31; ++day) {
    indices.insert(day);
    for (std::uint32_t half = 0; half < 2; ++half) indices.insert(day * 2 + half);
    for (std::uint32_t hour = 0; hour < 24; ++hour) indices.insert(day * 24 + hour);
    for (std::uint32_t session = 0; session < 3; ++session) {
      indices.insert(day * 8 + session);
      for (std::uint32_t half = 0; half < 2; ++half) indices.insert((day * 8 + session) * 2 + half);
    }
  }
  constexpr std::uint32_t kMarch2026 = 2026 * 12 + 2;
  for (std::uint32_t contact = 0; contact < 4; ++contact) indices.insert(kMarch2026 * 4 + contact);
  for (std::uint32_t message = 0; message < 20; ++message) {
    indices.insert(kMarch2026 * 256 + message);
  }
  for (std::uint32_t activity = 0; activity < 12; ++activity) {
    for (std::uint32_t ordinal = 0; ordinal < 8; ++ordinal)
      indices.insert(activity << 20 | ordinal);
  }
  return {indices.begin(), indices.end()};
}

// Patients and devices from 0, staff by role and number.
std::vector<std::uint32_t> entities_in_use() {
  std::vector<std::uint32_t> entities;
  for (std::uint32_t patient = 0; patient < 30; ++patient) entities.push_back(patient);
  for (std::uint32_t role = 1; role < 4; ++role) {
    for (std::uint32_t ordinal = 0; ordinal < 3; ++ordinal) {
      entities.push_back(role * (1U << 28) + ordinal);
    }
  }
  return entities;
}

struct Shared {
  std::size_t addresses = 0;
  std::size_t blocks = 0;    // equal in all 128 bits to another
  std::size_t uniforms = 0;  // equal in the 52 bits of one draw
};

Shared shared_random(const std::vector<StreamId>& stream_ids) {
  const std::vector<std::uint32_t> indices = indices_in_use();
  std::vector<RandomBlock> blocks;
  for (const std::uint32_t replication : {0U, 1U}) {
    for (const StreamId stream_id : stream_ids) {
      for (const std::uint32_t entity : entities_in_use()) {
        const RandomStream stream(1, replication, stream_id, entity);
        for (const std::uint32_t index : indices) blocks.push_back(stream.block(index));
      }
    }
  }
  std::ranges::sort(blocks);
  Shared shared{.addresses = blocks.size()};
  for (std::size_t i = 1; i < blocks.size(); ++i) shared.blocks += blocks[i] == blocks[i - 1];

  std::vector<std::uint64_t> words;
  words.reserve(blocks.size());
  for (const RandomBlock& block : blocks) {
    words.push_back((std::uint64_t{block[1]} << 32 | block[0]) >> 12);
  }
  std::ranges::sort(words);
  for (std::size_t i = 1; i < words.size(); ++i) shared.uniforms += words[i] == words[i - 1];
  return shared;
}

TEST(RandomCollisions, NoTwoAddressesOfAPopulationShareTheirLuck) {
  const Shared shared = shared_random(numbered(stream_ids_in_use()));

  EXPECT_GT(shared.addresses, 1'000'000U);
  EXPECT_EQ(shared.blocks, 0U);
  EXPECT_EQ(shared.uniforms, 0U);
}

// A test of the test.
TEST(RandomCollisions, TwoStreamsOfOneNumberWouldBeNoticed) {
  const StreamId visit{"visit"};
  const StreamId call{"call"};

  const Shared shared = shared_random({visit, call, stream_numbered(visit.value)});

  EXPECT_EQ(shared.blocks, shared.addresses / 3);
}

// Each pair of streams in use, at the same patient and the same day: Σ z² over all pairs is a
// chi-square, of which the normal bound holds for so many degrees of freedom.
TEST(RandomCollisions, NoTwoStreamsInUseAreRelated) {
  constexpr std::uint32_t kDraws = 1U << 12;
  std::vector<std::vector<double>> draws;
  for (const StreamId stream_id : numbered(stream_ids_in_use())) {
    std::vector<double>& of_one = draws.emplace_back();
    for (std::uint32_t i = 0; i < kDraws; ++i) {
      of_one.push_back(RandomStream(1, 0, stream_id, i / 64).at(20513 + i % 64) - 0.5);
    }
  }
  double largest = 0, squares = 0, pairs = 0;
  for (std::size_t a = 0; a < draws.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      double products = 0;
      for (std::size_t i = 0; i < kDraws; ++i) products += draws[a][i] * draws[b][i];
      const double z = 12 * products / std::sqrt(kDraws);
      largest = std::max(largest, std::abs(z));
      squares += z * z;
      ++pairs;
    }
  }

  EXPECT_GT(pairs, 400);
  EXPECT_LT(largest, 5.0) << "1 in 1,000 over some 500 pairs";
  EXPECT_LT(std::abs(squares - pairs) / std::sqrt(2 * pairs), 3.2905);
}

}  // namespace
}  // namespace caseload
