#include "grpc/transport/acceptor.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "tests/grpc/raw_socket.hpp"

namespace caseload::wire {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using testing::RawSocket;

constexpr int kLong = 5'000;  // milliseconds; for what happens at once

// Keeps whoever is let in, and counts who is not.
class AcceptorTest : public ::testing::Test {
 protected:
  void listen(AcceptLimits limits) {
    auto made = Acceptor::listen({.host = "127.0.0.1", .port = 0}, limits);
    ASSERT_TRUE(made) << made.error().text;
    acceptor_ = std::move(*made);
    acceptor_->start(
        [this](Descriptor socket) {
          const std::lock_guard lock(mutex_);
          inside_.push_back(std::move(socket));
        },
        [this](TurnedAway reason) {
          const std::lock_guard lock(mutex_);
          turned_away_.push_back(reason);
        });
  }
  int port() const { return acceptor_->bound().port; }
  std::size_t inside() const {
    const std::lock_guard lock(mutex_);
    return inside_.size();
  }
  std::vector<TurnedAway> turned_away() const {
    const std::lock_guard lock(mutex_);
    return turned_away_;
  }
  bool was_turned_away(TurnedAway reason) const {
    return std::ranges::count(turned_away(), reason) > 0;
  }
  void somebody_leaves() {
    const std::lock_guard lock(mutex_);
    inside_.pop_front();
  }
  template <class Condition>
  static bool eventually(Condition condition) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds{kLong};
    while (!condition()) {
      if (std::chrono::steady_clock::now() > until) return false;
      std::this_thread::sleep_for(1ms);
    }
    return true;
  }

  mutable std::mutex mutex_;
  std::deque<Descriptor> inside_;
  std::vector<TurnedAway> turned_away_;
  std::unique_ptr<Acceptor> acceptor_;
};

TEST_F(AcceptorTest, TellsThePortItTook) {
  listen({});
  EXPECT_GT(port(), 0);
  RawSocket caller(port());
  EXPECT_TRUE(caller.connected());
  EXPECT_TRUE(eventually([this] { return inside() == 1; }));
}

TEST_F(AcceptorTest, RefusesAPortThatIsTaken) {
  listen({});
  const auto second = Acceptor::listen(acceptor_->bound(), {});
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().text, HasSubstr("is the port taken?"));
}

TEST_F(AcceptorTest, RefusesAHostThatIsNone) {
  const auto acceptor = Acceptor::listen({.host = "no.such.host.invalid", .port = 0}, {});
  ASSERT_FALSE(acceptor);
  EXPECT_THAT(acceptor.error().text, HasSubstr("no such host"));
}

TEST_F(AcceptorTest, TurnsAwayWhoComesBeyondTheLimit) {
  listen({.connections_max = 3});
  std::vector<RawSocket> callers;
  for (int i = 0; i < 5; ++i) callers.emplace_back(port());
  EXPECT_TRUE(callers[3].is_closed_within(kLong));
  EXPECT_TRUE(callers[4].is_closed_within(kLong));
  EXPECT_EQ(inside(), 3);
  EXPECT_TRUE(eventually(
      [this] { return turned_away() == std::vector(2, TurnedAway::TooManyConnections); }));
}

TEST_F(AcceptorTest, LetsTheNextInWhenSomebodyHasLeft) {
  listen({.connections_max = 2});
  RawSocket first(port()), second(port()), third(port());
  EXPECT_TRUE(third.is_closed_within(kLong));
  somebody_leaves();
  RawSocket fourth(port());
  EXPECT_TRUE(eventually([this] { return inside() == 2; }));
  RawSocket fifth(port());
  EXPECT_TRUE(fifth.is_closed_within(kLong));
}

// The process's own limit, lowered for as long as this lives.
class DescriptorLimit {
 public:
  explicit DescriptorLimit(int limit) {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    rlimit lowered = before_;
    lowered.rlim_cur = static_cast<rlim_t>(limit);
    ::setrlimit(RLIMIT_NOFILE, &lowered);
  }
  ~DescriptorLimit() { ::setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_{};
};

int lowest_free_descriptor() { return Descriptor{::dup(0)}.number(); }

TEST_F(AcceptorTest, KeepsDescriptorsInReserve) {
  const DescriptorLimit limit(lowest_free_descriptor() + 40);
  listen({.connections_max = 1000, .descriptors_reserved = 20});
  std::vector<RawSocket> callers;
  // Both ends of a connection are in this process.
  for (int i = 0; i < 12; ++i) callers.emplace_back(port());
  EXPECT_TRUE(callers.back().is_closed_within(kLong));
  EXPECT_TRUE(eventually([this] { return was_turned_away(TurnedAway::NoDescriptor); }));
  EXPECT_TRUE(Descriptor{::dup(0)}.open()) << "the reserve was touched";
}

TEST_F(AcceptorTest, HearsCallersAgainAfterDescriptorsRanOut) {
#if __has_feature(address_sanitizer)
  GTEST_SKIP() << "the sanitizer itself opens a descriptor to look at what it checks";
#endif
  listen({.connections_max = 1000, .descriptors_reserved = 0});
  RawSocket before(port());
  ASSERT_TRUE(eventually([this] { return inside() == 1; }));
  {
    // Connections that the kernel completed, and nobody can accept.
    RawSocket first(port());
    ASSERT_TRUE(eventually([this] { return inside() == 2; }));
    std::deque<Descriptor> all;
    const DescriptorLimit limit(lowest_free_descriptor() + 8);
    RawSocket second(port());  // accepted, or turned away: either leaves the listener alive
    while (all.empty() || all.back().open()) all.emplace_back(::dup(0));
    all.pop_back();
    all.pop_back();  // one, for a caller; none, for the other end
    RawSocket third(port());
    ASSERT_TRUE(third.connected());
    EXPECT_TRUE(third.is_closed_within(kLong)) << "a caller hears nothing";
    EXPECT_TRUE(eventually([this] { return was_turned_away(TurnedAway::NoDescriptor); }));
  }
  const std::size_t admitted = inside();
  RawSocket after(port());
  EXPECT_TRUE(eventually([&] { return inside() == admitted + 1; }));
}

}  // namespace
}  // namespace caseload::wire
