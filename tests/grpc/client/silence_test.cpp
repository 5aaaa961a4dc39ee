// A backend that says nothing, whatever it is asked: the patience ends when it was said to, and
// whoever stops is heard at once. One that says what is no message is left at once, too.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <thread>
#include <vector>

#include "grpc/client/failures.hpp"
#include "tests/grpc/babbling_backend.hpp"
#include "tests/grpc/backend_fixture.hpp"
#include "tests/grpc/child_backend.hpp"
#include "tests/grpc/silent_port.hpp"

namespace caseload::wire::testing {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

template <class T>
Error error_of(const Result<T>& result) {
  return result ? Error{Error::Kind::Internal, "it was answered"} : result.error();
}

struct Question {
  const char* name;
  std::function<Error(const LinkOptions&)> ask;
};
void PrintTo(const Question& question, std::ostream* out) { *out << question.name; }

class Silence : public ::testing::TestWithParam<Question> {
 protected:
  // How it ends, and after how long.
  Error ask(const LinkOptions& options) {
    const auto begun = steady_clock::now();
    Error error = GetParam().ask(options);
    took_ = steady_clock::now() - begun;
    return error;
  }

  steady_clock::duration took_{};
};

TEST_P(Silence, IsGivenUpWhenThePatienceIsOver) {
  const SilentPort port;

  const Error error = ask({.target = port.address(), .retry_for = 500ms});

  EXPECT_EQ(error.kind, Error::Kind::Unreachable) << error.text;
  EXPECT_THAT(error.text, ::testing::HasSubstr("no answer for 0.5 s"));
  EXPECT_GE(took_, 500ms);
  EXPECT_LT(took_, 1500ms);
}

TEST_P(Silence, OfAPortThatDropsWhatKnocksIsGivenUpTheSame) {
  const BlackHole port;

  const Error error = ask({.target = port.address(), .retry_for = 500ms});

  EXPECT_EQ(error.kind, Error::Kind::Unreachable) << error.text;
  EXPECT_LT(took_, 1500ms);
}

TEST_P(Silence, EndsAtOnceForWhoeverStops) {
  const SilentPort port;
  std::atomic<bool> stop{false};
  steady_clock::time_point stopped_at;
  std::jthread hand([&] {
    std::this_thread::sleep_for(200ms);
    stopped_at = steady_clock::now();
    stop = true;
  });

  const Error error = ask({.target = port.address(), .retry_for = 1h, .stop = &stop});

  EXPECT_EQ(error.kind, Error::Kind::Interrupted) << error.text;
  EXPECT_LT(steady_clock::now() - stopped_at, 500ms);
}

TEST_P(Silence, OfWhichNobodyWantsToHearIsNotAwaited) {
  const SilentPort port;
  const std::atomic<bool> stop{true};

  const Error error = ask({.target = port.address(), .stop = &stop});

  EXPECT_EQ(error.kind, Error::Kind::Interrupted) << error.text;
  EXPECT_LT(took_, 200ms);
}

TEST_P(Silence, BrokenByBytesThatAreNoMessageIsALieAtOnce) {
  const BabblingBackend backend;

  const Error error = ask({.target = backend.address(), .retry_for = 1h});

  EXPECT_EQ(error.kind, Error::Kind::Incorrect) << error.text;
  EXPECT_THAT(error.text, ::testing::HasSubstr("the answer is no message of caseload.v1"));
  EXPECT_LT(took_, 5s);
}

constexpr CalendarMonth kMarch{std::chrono::year{2026} / 3};
INSTANTIATE_TEST_SUITE_P(
    Of, Silence,
    ::testing::Values(
        Question{"ARun",
                 [](const LinkOptions& options) {
                   return error_of(BackendLink::open(options, registration("run 1")));
                 }},
        Question{
            "TheLog",
            [](const LinkOptions& options) {
              return error_of(
                  BackendAudit(options, "run 1").log_time(std::vector<rules::TimeEntry>(1), {}));
            }},
        Question{"Totals",
                 [](const LinkOptions& options) {
                   return error_of(BackendAudit(options, "run 1").totals());
                 }},
        Question{"Readings",
                 [](const LinkOptions& options) {
                   return error_of(BackendAudit(options, "run 1").each_reading([](const auto&) {}));
                 }},
        Question{"Alerts",
                 [](const LinkOptions& options) {
                   return error_of(BackendAudit(options, "run 1").alerts());
                 }},
        Question{"Claims",
                 [](const LinkOptions& options) {
                   return error_of(BackendAudit(options, "run 1").claims(kMarch));
                 }}),
    [](const auto& info) { return std::string{info.param.name}; });

// A backend that falls asleep in the middle of a run.
struct SleepyBackend : ::testing::Test {
  void fall_asleep_after_a_window(const LinkOptions& options) {
    auto opened = BackendLink::open(options, registration("run 1"));
    ASSERT_TRUE(opened) << opened.error().text;
    link = std::move(*opened);
    traffic.hand_in(0, *link);
    link->advance(traffic.watermark(0));
    backend.signal(SIGSTOP);
    traffic.hand_in(1, *link);
  }

  const Folder folder;
  ChildBackend backend{folder.file("backend.db")};
  const Traffic traffic{{}};
  std::unique_ptr<BackendLink> link;
};

TEST_F(SleepyBackend, IsGivenUpWhileAWindowIsAwaited) {
  fall_asleep_after_a_window({.target = backend.target(), .retry_for = 500ms});
  const auto begun = steady_clock::now();

  EXPECT_THROW(link->advance(traffic.watermark(1)), Unreachable);

  EXPECT_LT(steady_clock::now() - begun, 1500ms);
}

TEST_F(SleepyBackend, IsLeftAtOnceByWhoeverStopsWhileAWindowIsAwaited) {
  std::atomic<bool> stop{false};
  fall_asleep_after_a_window({.target = backend.target(), .retry_for = 1h, .stop = &stop});
  steady_clock::time_point stopped_at;
  std::jthread hand([&] {
    std::this_thread::sleep_for(200ms);
    stopped_at = steady_clock::now();
    stop = true;
  });

  try {
    link->advance(traffic.watermark(1));
    FAIL() << "it was asleep";
  } catch (const Stopped& stopped) {
    EXPECT_THAT(stopped.what(), ::testing::HasSubstr("of simulated time"));
  }

  EXPECT_LT(steady_clock::now() - stopped_at, 500ms);
}

TEST_F(SleepyBackend, NobodyWaitsLongForItsGoodbye) {
  fall_asleep_after_a_window({.target = backend.target(), .retry_for = 1h});
  backend.signal(SIGCONT);
  link->advance(traffic.watermark(1));
  backend.signal(SIGSTOP);
  const auto begun = steady_clock::now();

  link->close();

  EXPECT_LT(steady_clock::now() - begun, 2s);
}

}  // namespace
}  // namespace caseload::wire::testing
