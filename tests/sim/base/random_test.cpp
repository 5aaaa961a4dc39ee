#include "sim/base/random.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <set>

#include "tests/sim/base/stream_ids_in_use.hpp"

namespace caseload {
namespace {

// Random123 1.14.0, tests/kat_vectors, philox4x32 with 10 rounds: zeros, ones, and the digits of
// pi.
TEST(RandomStream, IsPhiloxByItsKnownAnswers) {
  const RandomStream zeros(0, 0, stream_numbered(0), 0);
  const RandomStream ones(UINT64_MAX, UINT32_MAX, stream_numbered(UINT32_MAX), UINT32_MAX);
  const RandomStream pi(0x299F31D0'A4093822, 0x03707344, stream_numbered(0x13198A2E), 0x85A308D3);

  EXPECT_EQ(zeros.block(0), (RandomBlock{0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8}));
  EXPECT_EQ(ones.block(UINT32_MAX), (RandomBlock{0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD}));
  EXPECT_EQ(pi.block(0x243F6A88), (RandomBlock{0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1}));
}

TEST(RandomStream, EveryPartOfTheAddressCounts) {
  const std::set<RandomBlock> blocks{
      RandomStream(7, 1, StreamId{"visit"}, 2).block(3),
      RandomStream(8, 1, StreamId{"visit"}, 2).block(3),
      RandomStream(7 + (std::uint64_t{1} << 32), 1, StreamId{"visit"}, 2).block(3),
      RandomStream(7, 2, StreamId{"visit"}, 2).block(3),
      RandomStream(7, 1, StreamId{"call"}, 2).block(3),
      RandomStream(7, 1, StreamId{"visit"}, 3).block(3),
      RandomStream(7, 1, StreamId{"visit"}, 2).block(4)};

  EXPECT_EQ(blocks.size(), 7U);
}

// Common random numbers rest on this: who asked before, and for what, moves nobody's draw.
TEST(RandomStream, ADrawDoesNotDependOnWhoAskedBefore) {
  const RandomKey random{.seed = 99, .replication = 4};
  const RandomStream patient = random.stream(StreamId{"reach"}, 17);
  const double alone = patient.at(1000);

  for (std::uint32_t index = 0; index < 2000; ++index) (void)patient.at(index);

  EXPECT_EQ(patient.at(1000), alone);
  EXPECT_EQ(random.stream(StreamId{"reach"}, 17).at(1000), alone);
  EXPECT_EQ(RandomStream(99, 4, StreamId{"reach"}, 17).at(1000), alone);
}

TEST(OpenUniform, NeverReachesItsEnds) {
  EXPECT_GT(open_uniform(std::uint64_t{0}), 0.0);
  EXPECT_LT(open_uniform(UINT64_MAX), 1.0);
  EXPECT_GT(open_uniform(std::uint32_t{0}), 0.0);
  EXPECT_LT(open_uniform(UINT32_MAX), 1.0);
}

TEST(OpenUniform, LiesInTheMiddleOfItsCell) {
  EXPECT_EQ(open_uniform(std::uint64_t{0}), 0x1p-53);
  EXPECT_EQ(open_uniform(UINT64_MAX), 1 - 0x1p-53);
  EXPECT_EQ(open_uniform(std::uint64_t{1} << 63), 0.5 + 0x1p-53);
  EXPECT_EQ(open_uniform(std::uint32_t{0}), 0x1p-33);
  EXPECT_EQ(open_uniform(UINT32_MAX), 1 - 0x1p-33);
  EXPECT_EQ(1 - open_uniform(std::uint64_t{0}), open_uniform(UINT64_MAX))
      << "antithetic draws mirror exactly";
}

TEST(RandomStream, UniformsAreReadFromTheBlock) {
  const RandomStream stream(1, 2, StreamId{"any"}, 3);
  const RandomBlock words = stream.block(4);

  EXPECT_EQ(stream.at(4), open_uniform(std::uint64_t{words[1]} << 32 | words[0]));
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(stream.four_at(4)[i], open_uniform(words[i]));
}

}  // namespace
}  // namespace caseload
