// What a run goes through when its backend dies, hangs, forgets or stays away.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <random>
#include <thread>

#include "sim/rules/alert_rules.hpp"
#include "sim/telemetry/digest.hpp"
#include "tests/grpc/backend_fixture.hpp"
#include "tests/grpc/child_backend.hpp"
#include "tests/sim/base/hand_turned_clock.hpp"

namespace caseload::wire::testing {
namespace {

using namespace std::chrono_literals;
using caseload::testing::HandTurnedClock;

std::unique_ptr<BackendLink> link_to(const ChildBackend& backend,
                                     std::chrono::milliseconds retry_for = 20s,
                                     std::chrono::milliseconds answer_within = 10s,
                                     Clock& clock = wall_clock()) {
  auto link = BackendLink::open({.target = backend.target(),
                                 .retry_for = retry_for,
                                 .answer_within = answer_within,
                                 .clock = &clock},
                                registration("run 1"));
  if (!link) throw std::runtime_error(link.error().text);
  return std::move(*link);
}

std::vector<telemetry::Alert> in_process(const Traffic& traffic) {
  rules::AlertRules rules(registration("").alerts);
  return traffic.play(rules, rules);
}

void expect_everything_stored(const ChildBackend& backend, const Traffic& traffic) {
  std::uint64_t digest = 0;
  for (const telemetry::Reading& reading : traffic.distinct_readings())
    digest += telemetry::reading_digest(reading);
  const auto totals = BackendAudit({.target = backend.target()}, "run 1").totals();
  ASSERT_TRUE(totals) << totals.error().text;
  EXPECT_EQ(totals->readings, traffic.distinct_readings().size());
  EXPECT_EQ(totals->readings_digest, digest);
}

TEST(BackendLoss, KilledBetweenTwoWindowsItGoesOnWhereItWas) {
  const Folder folder;
  ChildBackend backend(folder.file("backend.db"));
  const Traffic traffic({.windows = 120});
  const auto link = link_to(backend);

  std::vector<telemetry::Alert> alerts;
  for (int window = 0; window < traffic.windows(); ++window) {
    if (window % 40 == 20) {
      backend.kill();
      backend.restart();
    }
    traffic.hand_in(window, *link);
    std::ranges::copy(link->advance(traffic.watermark(window)), std::back_inserter(alerts));
  }

  EXPECT_EQ(alerts, in_process(traffic));
  EXPECT_EQ(link->counts().reconnections, 3U);
  EXPECT_EQ(link->counts().stored_new, traffic.distinct_readings().size());
  expect_everything_stored(backend, traffic);
}

TEST(BackendLoss, KilledAtAnyMomentNothingAcknowledgedIsLostAndNoAlertChanges) {
  const Folder folder;
  ChildBackend backend(folder.file("backend.db"));
  const Traffic traffic({.windows = 150});
  const auto link = link_to(backend);
  constexpr int kKills = 5;

  std::atomic<int> progress{0};
  std::jthread killer([&] {
    std::minstd_rand random(7);
    for (int kill = 1; kill <= kKills; ++kill) {
      while (progress < kill * 20) std::this_thread::yield();
      std::this_thread::sleep_for(std::chrono::microseconds{random() % 3000});
      backend.kill();
      backend.restart();
    }
  });
  std::vector<telemetry::Alert> alerts;
  for (int window = 0; window < traffic.windows(); ++window) {
    progress = window;
    traffic.hand_in(window, *link);
    std::ranges::copy(link->advance(traffic.watermark(window)), std::back_inserter(alerts));
  }
  killer.join();

  EXPECT_EQ(alerts, in_process(traffic));
  EXPECT_GE(link->counts().reconnections, 1U);
  EXPECT_EQ(link->counts().stored_new, traffic.distinct_readings().size());
  expect_everything_stored(backend, traffic);
}

TEST(BackendLoss, ABackendThatHangsIsLeftAndFoundAgain) {
  const Folder folder;
  ChildBackend backend(folder.file("backend.db"));
  const Traffic traffic({.windows = 20});
  const auto link = link_to(backend, 20s, 300ms);
  std::vector<telemetry::Alert> alerts;

  std::jthread waker;
  for (int window = 0; window < traffic.windows(); ++window) {
    if (window == 10) {
      backend.signal(SIGSTOP);
      waker = std::jthread([&backend] {
        std::this_thread::sleep_for(1s);
        backend.signal(SIGCONT);
      });
    }
    traffic.hand_in(window, *link);
    std::ranges::copy(link->advance(traffic.watermark(window)), std::back_inserter(alerts));
  }

  EXPECT_EQ(alerts, in_process(traffic));
  EXPECT_GE(link->counts().reconnections, 1U);
}

TEST(BackendLoss, GoneForGoodItIsGivenUpAfterTheStatedTimeWithTheCountOfReadings) {
  const Folder folder;
  ChildBackend backend(folder.file("backend.db"));
  const Traffic traffic({.windows = 20});
  HandTurnedClock clock;
  const auto link = link_to(backend, 3600s, 10s, clock);
  traffic.hand_in(0, *link);
  link->advance(traffic.watermark(0));
  const std::uint64_t acknowledged = link->counts().acknowledged;
  backend.kill();
  for (int window = 1; window < 5; ++window) traffic.hand_in(window, *link);
  const std::uint64_t in_hand = link->counts().readings - acknowledged;
  ASSERT_GT(in_hand, 0U);

  const Clock::Moment start = clock.now();
  try {
    link->advance(traffic.watermark(4));
    FAIL() << "nobody was there";
  } catch (const Unreachable& away) {
    EXPECT_EQ(away.unacknowledged_readings(), in_hand);
    EXPECT_THAT(away.what(), ::testing::HasSubstr("no answer for 3600 s"));
  }

  EXPECT_EQ(clock.now() - start, 3600s);
}

TEST(BackendLoss, HowLongAnAnswerMayTakeIsCountedByTheClockOfTheLink) {
  const Folder folder;
  ChildBackend backend(folder.file("backend.db"));
  const Traffic traffic({.windows = 20});
  HandTurnedClock clock;
  const auto link = link_to(backend, 3600s, 3600s, clock);
  backend.signal(SIGSTOP);
  const std::jthread hand([&clock](const std::stop_token& done) {
    while (!done.stop_requested()) {
      std::this_thread::sleep_for(20ms);
      clock.turn(2h);
    }
  });

  traffic.hand_in(0, *link);
  try {
    link->advance(traffic.watermark(0));
    FAIL() << "it was asleep";
  } catch (const Unreachable& away) {
    EXPECT_THAT(away.what(), ::testing::HasSubstr("no answer within 3600000 ms"));
  }
}

TEST(BackendLoss, WhoStopsNeedNotWait) {
  const std::atomic<bool> stop{true};
  HandTurnedClock clock;

  const auto link = BackendLink::open({.target = "127.0.0.1:1", .stop = &stop, .clock = &clock},
                                      registration("run 1"));

  ASSERT_FALSE(link);
  EXPECT_EQ(link.error().kind, Error::Kind::Interrupted);
  EXPECT_EQ(clock.now().time_since_epoch(), 0ns);
}

TEST(BackendLoss, ABackendThatForgotWhatItAcknowledgedIsFoundOut) {
  const Folder folder;
  const std::string file = folder.file("backend.db");
  ChildBackend backend(file);
  const Traffic traffic({});
  const auto link = link_to(backend);
  traffic.hand_in(0, *link);
  link->advance(traffic.watermark(0));

  backend.kill();
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(file + suffix);
  backend.restart();

  traffic.hand_in(1, *link);
  try {
    link->advance(traffic.watermark(1));
    FAIL() << "it was empty";
  } catch (const Refused& refused) {
    EXPECT_EQ(refused.error().kind, Error::Kind::Incorrect);
    EXPECT_THAT(refused.what(), ::testing::HasSubstr("has lost what it acknowledged"));
  }
}

}  // namespace
}  // namespace caseload::wire::testing
