// Two purposes that hashed to one number would share their luck without anybody noticing.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "sim/base/random.hpp"
#include "tests/sim/base/purposes_in_use.hpp"

namespace caseload {
namespace {

TEST(Purposes, AreFoundInEveryWayOfWritingThem) {
  EXPECT_EQ(purposes_in(R"(Purpose{"a"}; Purpose("b"); constexpr Purpose kCall{"c d"}; Purpose )"
                        "\n kReach{\n\"e\"}; explicit Purpose(std::string_view name)"),
            (std::multiset<std::string>{"a", "b", "c d", "e"}));
  EXPECT_EQ(purposes_in(R"(Purpose{"a"} Purpose{"a"})").size(), 2U);
}

// A scan of the wrong folder finds nothing, and nothing never collides.
TEST(Purposes, AreFoundInEveryRoomThatDraws) {
  EXPECT_THAT(purposes_in_use(),
              testing::IsSupersetOf({"population.reach", "population.session", "care.duration",
                                     "care.sickness", "statistics.bootstrap_t"}));
}

// Test vectors of the draft, appendix C.
TEST(Purposes, AreNumberedByFnv1a) {
  EXPECT_EQ(StreamId{""}.value, 0x811C9DC5U);
  EXPECT_EQ(StreamId{"a"}.value, 0xE40C292CU);
  EXPECT_EQ(StreamId{"foobar"}.value, 0xBF9CF968U);
  EXPECT_EQ(purpose_named("foobar").value, StreamId{"foobar"}.value);
}

// The same name written in two places collides with itself; each number has one owner.
TEST(Purposes, NoTwoInUseCollide) {
  std::map<std::uint32_t, std::string> owner;

  for (const std::string& name : purposes_in_use()) {
    const auto [place, fresh] = owner.emplace(purpose_named(name).value, name);
    EXPECT_TRUE(fresh) << '"' << name << "\" and \"" << place->second
                       << "\" have the same number: rename one, or name it once and share it";
  }
}

}  // namespace
}  // namespace caseload
