// How many runs stay in memory, and that it makes no difference which.

#include "grpc/backend/live_runs.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "grpc/backend/store_file.hpp"
#include "grpc/backend/store_writer.hpp"
#include "tests/grpc/backend_fixture.hpp"

namespace caseload::wire::testing {
namespace {

class LiveRunsTest : public ::testing::Test {
 protected:
  LiveRunsTest()
      : database_(*open_database({.path = folder_.file("store.db"), .synchronous_full = false})),
        reader_(database_) {
    StoreWriter writer(database_);
    for (int run = 0; run < 40; ++run) {
      v1::Registration message;
      encode(registration(name(run)), message);
      writer.add_run({name(run)}, message.SerializeAsString());
    }
  }
  static std::string name(int run) { return fmt::format("run {}", run); }
  void find_all(LiveRuns& runs) {
    for (int run = 0; run < 40; ++run) ASSERT_NE(runs.find({name(run)}, reader_), nullptr);
  }

  Folder folder_;
  Database database_;
  StoreReader reader_;
};

TEST_F(LiveRunsTest, AsManyAreKeptAsFitAndNotSomeNumber) {
  LiveRuns roomy;
  find_all(roomy);
  EXPECT_EQ(roomy.count(), 40U);

  LiveRuns narrow(10 * roomy.find({name(0)}, reader_)->bytes());
  find_all(narrow);
  EXPECT_EQ(narrow.count(), 10U);
}

TEST_F(LiveRunsTest, TheLastOneIsKeptHoweverLarge) {
  LiveRuns none(0);
  find_all(none);

  EXPECT_EQ(none.count(), 1U);
}

TEST_F(LiveRunsTest, ARunThatIsNotThereIsNotKept) {
  LiveRuns runs;

  EXPECT_EQ(runs.find({"nobody"}, reader_), nullptr);
  EXPECT_EQ(runs.count(), 0U);
}

using WithoutMemory = BackendTest;

TEST_F(WithoutMemory, RunsThatTakeTurnsGetTheAlertsTheyWouldGetAlone) {
  const Traffic traffic({.windows = 25});
  start();
  const auto alone = open_link("alone");
  const std::vector<telemetry::Alert> alerts = traffic.play(*alone, *alone);
  alone->close();
  auto started =
      Backend::start({.listen = "127.0.0.1:0",
                      .store = {.path = folder_.file("narrow.db"), .synchronous_full = false},
                      .limits = {.live_bytes = 1}});
  ASSERT_TRUE(started);
  backend_ = std::move(*started);
  const auto one = open_link("one");
  const auto two = open_link("two");

  std::vector<telemetry::Alert> of_one;
  std::vector<telemetry::Alert> of_two;
  for (int window = 0; window < traffic.windows(); ++window) {
    for (auto [link, told] : {std::pair{one.get(), &of_one}, std::pair{two.get(), &of_two}}) {
      traffic.hand_in(window, *link);
      for (const telemetry::Alert& alert : link->advance(traffic.watermark(window)))
        told->push_back(alert);
    }
  }

  EXPECT_EQ(of_one, alerts);
  EXPECT_EQ(of_two, alerts);
}

}  // namespace
}  // namespace caseload::wire::testing
