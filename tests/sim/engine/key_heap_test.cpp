#include "sim/engine/key_heap.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <set>
#include <vector>

namespace caseload::engine {
namespace {

using Key = KeyHeap::Key;

// Keys that differ in the high word, in the low word, or in both.
Key key_of(std::uint64_t high, std::uint64_t low) { return Key{high} << 64 | low; }

std::vector<Key> drain(KeyHeap& heap) {
  std::vector<Key> keys;
  for (; !heap.empty(); heap.pop()) keys.push_back(heap.top());
  return keys;
}

TEST(KeyHeap, BothWordsOfAKeyCount) {
  KeyHeap heap;
  for (const Key key : {key_of(2, 0), key_of(1, UINT64_MAX), key_of(1, 1), key_of(0, 5)})
    heap.push(key);

  EXPECT_TRUE(drain(heap) ==
              (std::vector<Key>{key_of(0, 5), key_of(1, 1), key_of(1, UINT64_MAX), key_of(2, 0)}));
}

TEST(KeyHeap, SortsEverySizeInEveryOrder) {
  std::mt19937_64 random(1);
  for (std::size_t size = 0; size < 120; ++size) {
    std::vector<Key> keys;
    for (std::size_t i = 0; i < size; ++i) keys.push_back(key_of(i / 3, i));
    for (const auto& order :
         {std::function<void()>([] {}), std::function<void()>([&] { std::ranges::reverse(keys); }),
          std::function<void()>([&] { std::ranges::shuffle(keys, random); })}) {
      order();
      KeyHeap heap;
      for (const Key key : keys) heap.push(key);
      ASSERT_EQ(heap.size(), size);
      std::vector<Key> sorted = keys;
      std::ranges::sort(sorted);
      ASSERT_TRUE(drain(heap) == sorted) << size;
    }
  }
}

TEST(KeyHeap, GrowsAndShrinksLikeASortedSet) {
  std::mt19937_64 random(2);
  KeyHeap heap;
  std::set<Key> sorted;
  for (int step = 0; step < 100'000; ++step) {
    const bool growing = step / 10'000 % 2 == 0;
    if (random() % 3 < (growing ? 2U : 1U)) {
      const Key key = key_of(random() % 100, static_cast<std::uint64_t>(step));
      heap.push(key);
      sorted.insert(key);
    } else if (!sorted.empty()) {
      ASSERT_TRUE(heap.top() == *sorted.begin()) << step;
      heap.pop();
      sorted.erase(sorted.begin());
    }
    ASSERT_EQ(heap.size(), sorted.size());
  }
}

TEST(KeyHeap, RemovesWhatIsGoneAndKeepsTheOrderOfTheRest) {
  std::mt19937_64 random(3);
  for (const std::uint64_t one_in : {1U, 2U, 10U, 1'000'000U}) {
    for (std::uint64_t size = 0; size < 300; size += 7) {
      KeyHeap heap;
      std::set<Key> rest;
      for (std::uint64_t i = 0; i < size; ++i) {
        const Key key = key_of(random(), i);
        heap.push(key);
        if (i % one_in != 0) rest.insert(key);
      }

      heap.remove_if([&](Key key) { return static_cast<std::uint64_t>(key) % one_in == 0; });

      ASSERT_EQ(heap.size(), rest.size());
      ASSERT_TRUE(drain(heap) == std::vector<Key>(rest.begin(), rest.end())) << size;
    }
  }
}

TEST(KeyHeap, TakesManyAtOnceInAnyOrder) {
  std::mt19937_64 random(4);
  for (std::uint64_t size = 0; size < 300; ++size) {
    KeyHeap heap;
    std::set<Key> sorted;
    for (std::uint64_t i = 0; i < size; ++i) {
      const Key key = key_of(random() % 40, i);
      heap.append(key);
      sorted.insert(key);
    }

    heap.restore_order();

    ASSERT_TRUE(drain(heap) == std::vector<Key>(sorted.begin(), sorted.end())) << size;
  }
}

}  // namespace
}  // namespace caseload::engine
