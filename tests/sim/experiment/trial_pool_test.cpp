#include "sim/experiment/trial_pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <latch>
#include <stdexcept>
#include <thread>

namespace caseload::experiment {
namespace {

std::string number_words(std::size_t number) { return "number " + std::to_string(number); }

TEST(TrialPool, DoesEveryNumberOnceForAnyNumberOfThreads) {
  for (const int threads : {0, 1, 2, 7}) {
    std::vector<std::atomic<int>> done(100);
    TrialPool(threads).run(
        done.size(), [] { return [](std::size_t number) { return number; }; },
        [&](std::size_t number, std::size_t result) { ++done[number == result ? number : 0]; },
        number_words);
    for (const auto& times : done) EXPECT_EQ(times, 1) << threads;
  }
}

TEST(TrialPool, AThreadKeepsWhatItBeganWith) {
  std::atomic<int> begun = 0;
  std::atomic<int> sum = 0;
  TrialPool(3).run(
      50,
      [&] {
        ++begun;
        return [mine = 0](std::size_t) mutable { return ++mine; };
      },
      [&](std::size_t, int mine) { sum += mine; }, number_words);

  EXPECT_EQ(begun, 3);
  EXPECT_GT(sum, 3 * 50) << "each counts on from its own last number";
}

// Thrown in a thread it would end the process.
TEST(TrialPool, AFailureIsCarriedOutWithItsName) {
  for (const int threads : {1, 4}) {
    std::atomic<int> after = 0;
    std::atomic<bool> failing = false;
    try {
      TrialPool(threads).run(
          1000,
          [&] {
            return [&](std::size_t number) {
              if (number == 3) {
                failing = true;
                failing.notify_all();
                throw std::runtime_error("it broke");
              }
              // Nobody runs ahead of the failure, however long its thread was kept from the
              // processor.
              if (number > 3) {
                failing.wait(false);
                std::this_thread::sleep_for(std::chrono::milliseconds{1});
              }
              return number;
            };
          },
          [&](std::size_t, std::size_t number) { after += number > 3 ? 1 : 0; }, number_words);
      FAIL() << "expected a failed check";
    } catch (const CheckFailed& failure) {
      EXPECT_STREQ(failure.what(), "it broke (number 3)");
    }
    EXPECT_LT(after, 990) << "what had not begun is not begun";
  }
}

// All four are under way before the first of them fails, and the last fails first.
TEST(TrialPool, OfSeveralFailuresTheLowestIsTold) {
  std::latch all_at_work(4);
  try {
    TrialPool(4).run(
        4,
        [&] {
          return [&](std::size_t number) {
            all_at_work.arrive_and_wait();
            std::this_thread::sleep_for((4 - number) * std::chrono::milliseconds{20});
            if (number < 4) throw std::runtime_error("it broke");
            return number;
          };
        },
        [](std::size_t, std::size_t) {}, number_words);
    FAIL() << "expected a failed check";
  } catch (const CheckFailed& failure) {
    EXPECT_STREQ(failure.what(), "it broke (number 0)");
  }
}

TEST(TrialPool, StopsWhenAsked) {
  std::atomic<int> done = 0;
  TrialPool(2, [&] { return done >= 10; })
      .run(
          1000, [] { return [](std::size_t number) { return number; }; },
          [&](std::size_t, std::size_t) { ++done; }, number_words);

  EXPECT_GE(done, 10);
  EXPECT_LE(done, 12);
}

}  // namespace
}  // namespace caseload::experiment
