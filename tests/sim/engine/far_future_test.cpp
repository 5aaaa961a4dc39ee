#include "sim/engine/far_future.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace caseload::engine {
namespace {

using Key = FarFuture::Key;

Key key_of(std::uint64_t time, std::uint64_t rest) { return Key{time} << 64 | rest; }
std::uint64_t time_of(Key key) { return static_cast<std::uint64_t>(key >> 64); }

// Takes everything, batch by batch, and sees to it that each batch is earlier than all that follow.
std::vector<Key> take_all(FarFuture& far) {
  std::vector<Key> all;
  std::uint64_t covered = 0;
  while (!far.empty()) {
    std::vector<Key> batch;
    EXPECT_TRUE(far.take_earliest(UINT64_MAX, batch, &covered));
    EXPECT_FALSE(batch.empty());
    std::ranges::sort(batch);
    EXPECT_LE(time_of(batch.back()), covered);
    EXPECT_TRUE(all.empty() || time_of(all.back()) < time_of(batch.front()));
    all.insert(all.end(), batch.begin(), batch.end());
  }
  return all;
}

TEST(FarFuture, GivesBackInBatchesWhatItWasGivenAtEveryDistance) {
  std::mt19937_64 random(1);
  for (const unsigned bits : {1U, 9U, 30U, 41U, 64U}) {
    FarFuture far;
    far.start_at(0);
    std::vector<Key> keys;
    for (std::uint64_t i = 0; i < 20'000; ++i) keys.push_back(key_of(random() >> (64 - bits), i));
    for (const Key key : keys) far.add(key);
    ASSERT_EQ(far.size(), keys.size());

    std::ranges::sort(keys);
    EXPECT_TRUE(take_all(far) == keys) << bits;
  }
}

TEST(FarFuture, TakesFewAtATimeUnlessTheyAreOfOneMicrosecond) {
  FarFuture far;
  far.start_at(0);
  for (std::uint64_t i = 0; i < 5'000; ++i) far.add(key_of(1'000'000, i));
  for (std::uint64_t i = 0; i < 50'000; ++i) far.add(key_of(2'000'000 + i, i));

  std::vector<Key> batch;
  std::uint64_t covered = 0;
  ASSERT_TRUE(far.take_earliest(UINT64_MAX, batch, &covered));
  EXPECT_EQ(batch.size(), 5'000U);
  EXPECT_GE(covered, 1'000'000U);
  EXPECT_LT(covered, 2'000'000U);
  batch.clear();
  ASSERT_TRUE(far.take_earliest(UINT64_MAX, batch, &covered));
  EXPECT_LT(batch.size(), 500U);
}

TEST(FarFuture, MovesNothingBeforeItsTime) {
  FarFuture far;
  far.start_at(5);
  far.add(key_of(100, 0));
  std::vector<Key> batch;
  std::uint64_t covered = 17;

  EXPECT_FALSE(far.take_earliest(99, batch, &covered));
  EXPECT_EQ(covered, 17U);
  EXPECT_EQ(far.position(), 5U) << "earlier keys may still be added";
  far.add(key_of(6, 0));
  EXPECT_TRUE(far.take_earliest(6, batch, &covered));
  EXPECT_TRUE(batch.front() == key_of(6, 0));
}

TEST(FarFuture, TakesKeysInBetweenBatches) {
  std::mt19937_64 random(2);
  FarFuture far;
  far.start_at(0);
  std::vector<Key> expected, given;
  std::uint64_t now = 0, covered = 0;
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    const Key key = key_of(covered + 1 + (random() >> (20 + random() % 40)), i);
    far.add(key);
    expected.push_back(key);
    if (random() % 200 == 0) {
      ASSERT_TRUE(far.take_earliest(UINT64_MAX, given, &covered));
      ASSERT_GE(far.position(), now);
      now = far.position();
    }
  }
  while (!far.empty()) ASSERT_TRUE(far.take_earliest(UINT64_MAX, given, &covered));

  std::ranges::sort(expected);
  std::ranges::sort(given);
  EXPECT_TRUE(given == expected);
}

TEST(FarFuture, RemovesWhatIsGone) {
  std::mt19937_64 random(3);
  FarFuture far;
  far.start_at(0);
  std::vector<Key> rest;
  for (std::uint64_t i = 0; i < 30'000; ++i) {
    const Key key = key_of(random() >> 30, i);
    far.add(key);
    if (i % 3 != 0) rest.push_back(key);
  }

  far.remove_if([](Key key) { return static_cast<std::uint64_t>(key) % 3 == 0; });

  std::ranges::sort(rest);
  EXPECT_EQ(far.size(), rest.size());
  EXPECT_TRUE(take_all(far) == rest);
}

}  // namespace
}  // namespace caseload::engine
