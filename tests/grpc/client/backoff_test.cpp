#include "grpc/client/backoff.hpp"

#include <gtest/gtest.h>

namespace caseload::wire {
namespace {

using namespace std::chrono_literals;

TEST(Backoff, GrowsToItsLongestAndStaysThere) {
  Backoff backoff({.first = 100ms, .longest = 450ms, .factor = 2, .jitter = 0.3});
  const double middle = 0.5;

  EXPECT_EQ(backoff.wait(middle), 100ms);
  EXPECT_EQ(backoff.wait(middle), 200ms);
  EXPECT_EQ(backoff.wait(middle), 400ms);
  EXPECT_EQ(backoff.wait(middle), 450ms);
  EXPECT_EQ(backoff.wait(middle), 450ms);
}

TEST(Backoff, SpreadsEachWaitToBothSides) {
  const BackoffSettings settings{.first = 100ms, .longest = 1000ms, .factor = 2, .jitter = 0.3};

  EXPECT_EQ(Backoff(settings).wait(0.0), 70ms);
  EXPECT_EQ(Backoff(settings).wait(1.0), 130ms);
}

}  // namespace
}  // namespace caseload::wire
