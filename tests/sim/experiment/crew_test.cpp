#include "sim/experiment/crew.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <latch>
#include <stdexcept>

namespace caseload::experiment {
namespace {

std::string number_words(std::size_t number) { return "number " + std::to_string(number); }

TEST(Crew, DoesEveryNumberOnceForAnyNumberOfThreads) {
  for (const int threads : {0, 1, 2, 7}) {
    std::vector<std::atomic<int>> done(100);
    work_off(
        done.size(), {.threads = threads},
        [&] { return [&](std::size_t number) { ++done[number]; }; }, number_words);
    for (const auto& times : done) EXPECT_EQ(times, 1) << threads;
  }
}

TEST(Crew, AThreadKeepsWhatItBeganWith) {
  std::atomic<int> begun = 0;
  std::atomic<int> sum = 0;
  work_off(
      50, {.threads = 3},
      [&] {
        ++begun;
        return [&, mine = 0](std::size_t) mutable { sum += ++mine; };
      },
      number_words);

  EXPECT_EQ(begun, 3);
  EXPECT_GT(sum, 3 * 50) << "each counts on from its own last number";
}

// Thrown in a thread it would end the process.
TEST(Crew, AFailureIsCarriedOutWithItsName) {
  for (const int threads : {1, 4}) {
    std::atomic<int> after = 0;
    try {
      work_off(
          1000, {.threads = threads},
          [&] {
            return [&](std::size_t number) {
              if (number == 3) throw std::runtime_error("it broke");
              if (number > 3) ++after;
            };
          },
          number_words);
      FAIL() << "expected a failed check";
    } catch (const CheckFailed& failure) {
      EXPECT_STREQ(failure.what(), "it broke (number 3)");
    }
    EXPECT_LT(after, 990) << "what had not begun is not begun";
  }
}

// All four are under way before the first of them fails, and the last fails first.
TEST(Crew, OfSeveralFailuresTheLowestIsTold) {
  std::latch initial_state(4);
  try {
    work_off(
        4, {.threads = 4},
        [&] {
          return [&](std::size_t number) {
            initial_state.arrive_and_wait();
            std::this_thread::sleep_for((4 - number) * std::chrono::milliseconds{20});
            throw std::runtime_error("it broke");
          };
        },
        number_words);
    FAIL() << "expected a failed check";
  } catch (const CheckFailed& failure) {
    EXPECT_STREQ(failure.what(), "it broke (number 0)");
  }
}

TEST(Crew, StopsWhenAsked) {
  std::atomic<int> done = 0;
  work_off(
      1000, {.threads = 2, .must_stop = [&] { return done >= 10; }},
      [&] { return [&](std::size_t) { ++done; }; }, number_words);

  EXPECT_GE(done, 10);
  EXPECT_LE(done, 12);
}

}  // namespace
}  // namespace caseload::experiment
