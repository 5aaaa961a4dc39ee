// How long a question may take, by a clock that the tests turn.

#include "grpc/client/patience.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <limits>

#include "tests/sim/base/hand_turned_clock.hpp"

namespace caseload::wire {
namespace {

using namespace std::chrono_literals;
using testing::HandTurnedClock;

struct PatienceTest : ::testing::Test {
  HandTurnedClock clock;
  LinkOptions options{.retry_for = 60s, .answer_within = 15s, .clock = &clock};
};

TEST_F(PatienceTest, AnAnswerMayTakeItsTimeAndNeverMoreThanIsLeft) {
  const Patience patience(options);
  EXPECT_EQ(patience.answer_due() - clock.now(), 15s);
  EXPECT_EQ(patience.end() - clock.now(), 60s);

  clock.turn(50s);
  EXPECT_EQ(patience.answer_due() - clock.now(), 10s);
  EXPECT_FALSE(patience.over());

  clock.turn(10s);
  EXPECT_TRUE(patience.over());
  EXPECT_EQ(patience.answer_due() - clock.now(), 100ms) << "a last try";
}

TEST_F(PatienceTest, LongerThanItLastsNoAnswerIsAwaited) {
  options.retry_for = 3s;

  EXPECT_EQ(Patience(options).answer_due() - clock.now(), 3s);
}

TEST_F(PatienceTest, AListingThatFlowsIsWaitedFor) {
  Patience patience(options);
  for (int page = 0; page < 1000; ++page) {
    clock.turn(1s);
    patience.received(1000);
  }
  EXPECT_FALSE(patience.over());

  clock.turn(60s);
  EXPECT_TRUE(patience.over()) << "what it has won is never more than the whole";
}

TEST_F(PatienceTest, AListingThatDripsIsGivenUpLikeSilence) {
  Patience patience(options);
  int records = 0;
  for (; !patience.over(); ++records) {
    clock.turn(1s);
    patience.received(1);
  }
  EXPECT_EQ(records, 61);
}

TEST_F(PatienceTest, EmptyPagesAndAbsurdlyFullOnesWinNothingMore) {
  Patience patience(options);
  clock.turn(30s);
  patience.received(0);
  clock.turn(30s);
  EXPECT_TRUE(patience.over());

  patience.received(std::numeric_limits<std::uint64_t>::max());
  EXPECT_FALSE(patience.over());
  clock.turn(60s);
  EXPECT_TRUE(patience.over());
}

TEST_F(PatienceTest, RestEndsWithThePatienceAndAtOnceWhenStopped) {
  std::atomic<bool> stop{false};
  options.stop = &stop;
  const Patience patience(options);
  clock.turn(59s);
  patience.rest(30s);
  EXPECT_EQ(clock.now().time_since_epoch(), 60s);

  stop = true;
  EXPECT_TRUE(patience.stopped());
  const Clock::Moment before = clock.now();
  Patience(options).rest(30s);
  EXPECT_EQ(clock.now(), before);
}

}  // namespace
}  // namespace caseload::wire
