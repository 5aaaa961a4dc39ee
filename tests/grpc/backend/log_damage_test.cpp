// A log that a killed backend left behind: what may be missing at its end, and what may not before
// it.

#include "grpc/backend/log_damage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "grpc/backend/verify_store.hpp"
#include "tests/grpc/backend_fixture.hpp"
#include "tests/grpc/child_backend.hpp"

namespace caseload::wire::testing {
namespace {

using ::testing::HasSubstr;

class LeftLog : public BackendTest {
 protected:
  void SetUp() override {
    ChildBackend killed(file_);
    const Traffic traffic({.windows = 20});
    const auto link = BackendLink::open({.target = killed.target()}, registration("run 1"));
    ASSERT_TRUE(link);
    traffic.play(**link, **link);
    killed.kill();
    std::ifstream in(file_ + "-wal", std::ios::binary);
    log_ = {std::istreambuf_iterator<char>(in), {}};
    ASSERT_GT(log_.size(), 100'000U);
  }
  void leave(const std::string& log) {
    std::ofstream(file_ + "-wal", std::ios::binary | std::ios::trunc) << log;
  }
  std::string refusal() {
    auto started = Backend::start({.listen = "127.0.0.1:0", .store = {.path = file_}});
    return started ? "none" : started.error().text;
  }

  std::string file_ = folder_.file("killed.db");
  std::string log_;
};

TEST_F(LeftLog, IsTakenUpWhereItIsWhole) {
  EXPECT_EQ(damage_in_log(file_ + "-wal"), "");
  EXPECT_EQ(refusal(), "none");
}

// SQLite would drop every window from the flipped bit on, and go on as if there had been none.
TEST_F(LeftLog, ABitThatFlippedAmongWhatWasAcknowledgedIsNoReasonToForgetIt) {
  for (const std::size_t place : {std::size_t{3}, std::size_t{20}, std::size_t{40}, std::size_t{50},
                                  std::size_t{1000}, log_.size() / 3, log_.size() / 2}) {
    std::string flipped = log_;
    flipped[place] = static_cast<char>(flipped[place] ^ 4);
    leave(flipped);

    EXPECT_THAT(refusal(), HasSubstr("-wal: ")) << place;
    EXPECT_THAT(refusal(), HasSubstr("acknowledged")) << place;
    const auto verified = verify_store(file_, [](const VerificationProgress&) {});
    ASSERT_TRUE(verified);
    EXPECT_FALSE(verified->whole()) << place;
  }
  leave(log_);
  EXPECT_EQ(refusal(), "none") << "the file as it was is none the worse for having been refused";
}

// As when the power fails while a transaction is written: nobody was told that it is stored.
TEST_F(LeftLog, WhatIsTornAtTheEndIsNotMissed) {
  for (const std::size_t cut : {1, 100, 4000, 5000, 20'000}) {
    leave(log_.substr(0, log_.size() - cut));
    EXPECT_EQ(damage_in_log(file_ + "-wal"), "") << cut;
  }
  std::string torn = log_;
  torn[torn.size() - 10] = static_cast<char>(~torn[torn.size() - 10]);
  leave(torn);
  EXPECT_EQ(damage_in_log(file_ + "-wal"), "");
  EXPECT_EQ(refusal(), "none");
}

}  // namespace
}  // namespace caseload::wire::testing
