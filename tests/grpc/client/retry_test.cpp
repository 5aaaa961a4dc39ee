// Trying again, by a clock that the tests turn: a minute of retries takes no time.

#include "grpc/client/retry.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <vector>

#include "tests/sim/base/hand_turned_clock.hpp"

namespace caseload::wire {
namespace {

using namespace std::chrono_literals;
using testing::HandTurnedClock;

const grpc::Status kAway{grpc::StatusCode::UNAVAILABLE, "nobody there"};

TEST(Retry, AnAnswerEndsIt) {
  HandTurnedClock clock;
  int attempts = 0;

  const grpc::Status status = retry({.retry_for = 60s, .clock = &clock}, [&](Clock::Moment) {
    return ++attempts < 4 ? kAway : grpc::Status::OK;
  });

  EXPECT_TRUE(status.ok());
  EXPECT_EQ(attempts, 4);
  // 50, 80 and 128 ms, each spread by three tenths.
  EXPECT_GE(clock.now().time_since_epoch(), 180ms);
  EXPECT_LE(clock.now().time_since_epoch(), 336ms);
}

TEST(Retry, WhatIsNoAbsenceIsNotRepeated) {
  HandTurnedClock clock;
  int attempts = 0;

  const grpc::Status status = retry({.clock = &clock}, [&](Clock::Moment) {
    ++attempts;
    return grpc::Status{grpc::StatusCode::INVALID_ARGUMENT, "no such run"};
  });

  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(attempts, 1);
  EXPECT_EQ(clock.now().time_since_epoch(), 0ns);
}

TEST(Retry, ItIsGivenUpOnTheDotAndNotWithoutALastAttempt) {
  HandTurnedClock clock;
  int attempts = 0;
  Clock::Moment last;

  const grpc::Status status = retry({.retry_for = 60s, .clock = &clock}, [&](Clock::Moment) {
    ++attempts;
    last = clock.now();
    return kAway;
  });

  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(last.time_since_epoch(), 60s);
  EXPECT_EQ(clock.now(), last);
  // Pauses grow to 2 s: some 30 of them and the first few, not hundreds.
  EXPECT_GT(attempts, 25);
  EXPECT_LT(attempts, 60);
}

TEST(Retry, TimeThatAnAttemptTookCounts) {
  HandTurnedClock clock;
  int attempts = 0;

  retry({.retry_for = 60s, .clock = &clock}, [&](Clock::Moment) {
    ++attempts;
    clock.turn(40s);
    return kAway;
  });

  EXPECT_EQ(attempts, 2);
}

TEST(Retry, NoAttemptMayTakeLongerThanWhatIsLeft) {
  HandTurnedClock clock;
  std::vector<Clock::Duration> given;

  retry({.retry_for = 20s, .answer_within = 15s, .clock = &clock}, [&](Clock::Moment due) {
    given.push_back(due - clock.now());
    clock.turn(due - clock.now());
    return kAway;
  });

  ASSERT_EQ(given.size(), 2U);
  EXPECT_EQ(given[0], 15s);
  EXPECT_LT(given[1], 5s);
  EXPECT_EQ(clock.now().time_since_epoch(), 20s);
}

TEST(Retry, WhatIsTooLargeIsNoSmallerTheNextTime) {
  HandTurnedClock clock;
  int attempts = 0;

  retry({.clock = &clock}, [&](Clock::Moment) {
    ++attempts;
    return grpc::Status{grpc::StatusCode::RESOURCE_EXHAUSTED,
                        "Received message larger than max (20 vs. 10)"};
  });

  EXPECT_EQ(attempts, 1);
}

TEST(Retry, WhoStopsIsKeptNoLongerThanASlice) {
  // Somebody presses Ctrl-C after ten seconds.
  class Stopping final : public HandTurnedClock {
   public:
    void sleep_until(Moment until) override {
      HandTurnedClock::sleep_until(until);
      if (now().time_since_epoch() >= 10s && !stop.exchange(true)) stopped_at = now();
    }
    std::atomic<bool> stop{false};
    Moment stopped_at;
  };
  Stopping clock;
  int after = 0;

  retry({.retry_for = 60s, .stop = &clock.stop, .clock = &clock}, [&](Clock::Moment) {
    after += clock.stop ? 1 : 0;
    return kAway;
  });

  EXPECT_EQ(after, 0) << "no attempt more";
  EXPECT_LE(clock.now() - clock.stopped_at, 50ms);
}

}  // namespace
}  // namespace caseload::wire
