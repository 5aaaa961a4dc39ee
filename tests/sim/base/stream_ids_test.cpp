// Two streams that hashed to one number would share their draws without anybody noticing.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "sim/base/random.hpp"
#include "tests/sim/base/stream_ids_in_use.hpp"

namespace caseload {
namespace {

TEST(StreamIds, AreFoundInEveryWayOfWritingThem) {
  EXPECT_EQ(
      stream_ids_in(R"(StreamId{"a"}; StreamId("b"); constexpr StreamId kCall{"c d"}; StreamId )"
                    "\n kReach{\n\"e\"}; explicit StreamId(std::string_view name)"),
      (std::multiset<std::string>{"a", "b", "c d", "e"}));
  EXPECT_EQ(stream_ids_in(R"(StreamId{"a"} StreamId{"a"})").size(), 2U);
}

// A scan of the wrong folder finds nothing, and nothing never collides.
TEST(StreamIds, AreFoundInEveryRoomThatDraws) {
  EXPECT_THAT(stream_ids_in_use(),
              testing::IsSupersetOf({"population.reach", "population.session", "care.duration",
                                     "care.sickness", "statistics.bootstrap_t"}));
}

// Test vectors of the draft, appendix C.
TEST(StreamIds, AreNumberedByFnv1a) {
  EXPECT_EQ(StreamId{""}.value, 0x811C9DC5U);
  EXPECT_EQ(StreamId{"a"}.value, 0xE40C292CU);
  EXPECT_EQ(StreamId{"foobar"}.value, 0xBF9CF968U);
  EXPECT_EQ(stream_named("foobar").value, StreamId{"foobar"}.value);
}

// The same name written in two places collides with itself; each number has one owner.
TEST(StreamIds, NoTwoInUseCollide) {
  std::map<std::uint32_t, std::string> owner;

  for (const std::string& name : stream_ids_in_use()) {
    const auto [place, fresh] = owner.emplace(stream_named(name).value, name);
    EXPECT_TRUE(fresh) << '"' << name << "\" and \"" << place->second
                       << "\" have the same number: rename one, or name it once and share it";
  }
}

}  // namespace
}  // namespace caseload
