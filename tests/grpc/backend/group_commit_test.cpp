#include "grpc/backend/group_commit.hpp"

#include <gtest/gtest.h>

#include <future>

#include "grpc/backend/store_file.hpp"
#include "sim/base/check.hpp"
#include "tests/grpc/backend_fixture.hpp"

namespace caseload::wire::testing {
namespace {

class GroupCommitTest : public ::testing::Test {
 protected:
  Database open() {
    return std::move(*open_database({.path = folder_.file("store.db"), .synchronous_full = false}));
  }
  // As another connection sees it: what is committed.
  std::int64_t runs() { return open().number("SELECT count(*) FROM run"); }

  // Holds the writing thread until released, so that what is submitted meanwhile becomes one group.
  void hold(GroupCommit& commits) {
    commits.submit([this](Books&) { return released_.get_future().wait(), grpc::Status::OK; },
                   [](grpc::Status) {});
  }
  void release() { released_.set_value(); }

  static GroupCommit::Work add_run(const std::string& name,
                                   grpc::Status outcome = grpc::Status::OK) {
    return [name, outcome](Books& books) {
      books.writer.add_run({name}, "registration");
      return outcome;
    };
  }
  GroupCommit::Reply note() {
    return [this](const grpc::Status& status) { replies_.push_back(status.error_code()); };
  }

  Folder folder_;
  StoreState state_;
  std::promise<void> released_;
  std::vector<grpc::StatusCode> replies_;  // from the writing thread; read after stop()
};

TEST_F(GroupCommitTest, ARefusedJobIsUndoneAlone) {
  GroupCommit commits(open(), state_);
  hold(commits);
  commits.submit(add_run("one"), note());
  commits.submit(add_run("two", {grpc::StatusCode::INVALID_ARGUMENT, "no"}), note());
  commits.submit(add_run("three"), note());
  release();
  commits.stop();

  EXPECT_EQ(runs(), 2);
  EXPECT_EQ(replies_, (std::vector{grpc::StatusCode::OK, grpc::StatusCode::INVALID_ARGUMENT,
                                   grpc::StatusCode::OK}));
}

TEST_F(GroupCommitTest, WhenTheStoreFailsTheWholeGroupIsToldToTryAgain) {
  GroupCommit commits(open(), state_);
  hold(commits);
  commits.submit(add_run("one"), note());
  commits.submit([](Books&) -> grpc::Status { throw StoreFailure("disk full"); }, note());
  release();
  commits.stop();

  EXPECT_EQ(runs(), 0);
  EXPECT_EQ(replies_, (std::vector{grpc::StatusCode::UNAVAILABLE, grpc::StatusCode::UNAVAILABLE}));
}

TEST_F(GroupCommitTest, DamageIsOfTheJobThatCameUponIt) {
  GroupCommit commits(open(), state_);
  hold(commits);
  commits.submit(add_run("one"), note());
  commits.submit([](Books&) -> grpc::Status { throw StoreDamaged("run 7 is damaged"); }, note());
  release();
  commits.stop();

  EXPECT_EQ(runs(), 1);
  EXPECT_EQ(replies_, (std::vector{grpc::StatusCode::OK, grpc::StatusCode::DATA_LOSS}));
  EXPECT_FALSE(state_.serving());
}

TEST_F(GroupCommitTest, AFaultOfOursNamesNoFileOfOurs) {
  std::string told;
  state_.on_change([&told](bool, const std::string& why) { told = why; });
  grpc::Status status;
  GroupCommit commits(open(), state_);
  commits.submit([](Books&) -> grpc::Status { return fail_check("a", "b"), grpc::Status::OK; },
                 [&status](grpc::Status outcome) { status = std::move(outcome); });
  commits.stop();

  EXPECT_EQ(status.error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_EQ(status.error_message().find(".cpp"), std::string::npos) << status.error_message();
  EXPECT_NE(told.find(".cpp"), std::string::npos) << "whoever looks after the backend needs it";
}

TEST_F(GroupCommitTest, OnceTheFilesAreNotThoseThatWereOpenedNothingIsAcknowledgedAnyMore) {
  std::string trouble;
  StoreState state([&trouble](Look) { return trouble; });
  GroupCommit commits(open(), state);
  commits.submit(
      [&trouble](Books& books) {
        books.writer.add_run({"one"}, "registration");
        trouble = "gone";  // while it is being committed
        return grpc::Status::OK;
      },
      note());
  commits.submit(add_run("two"), note());
  commits.stop();
  trouble.clear();

  EXPECT_EQ(replies_, (std::vector{grpc::StatusCode::DATA_LOSS, grpc::StatusCode::DATA_LOSS}));
  EXPECT_NE(state.inspect(), "") << "what came back may not be what was there";
}

TEST_F(GroupCommitTest, AfterAFailureTheNextGroupIsStored) {
  GroupCommit commits(open(), state_);
  std::promise<void> failed;
  commits.submit([](Books&) -> grpc::Status { throw StoreFailure("disk full"); },
                 [&failed](const grpc::Status&) { failed.set_value(); });
  failed.get_future().wait();
  EXPECT_FALSE(state_.serving());
  commits.submit(add_run("one"), note());
  commits.stop();

  EXPECT_EQ(runs(), 1);
  EXPECT_TRUE(state_.serving());
}

// Nobody with little to do waits for more than one who has much, and nobody who has much for ever.
TEST_F(GroupCommitTest, WhoHasMuchToDoTakesTurnsWithWhoHasLittle) {
  std::string order;
  GroupCommit commits(open(), state_);
  hold(commits);
  const auto submit = [&](char name, std::size_t weight) {
    commits.submit([](Books&) { return grpc::Status::OK; },
                   [&order, name](const grpc::Status&) { order += name; }, weight);
  };
  submit('A', 1'000'000);
  submit('B', 1'000'000);
  submit('a', 1);
  submit('C', 1'000'000);
  submit('b', kLongGroup);
  submit('c', 1);
  release();
  commits.stop();

  EXPECT_EQ(order, "acAbBC");
}

TEST_F(GroupCommitTest, AnswersOnlyWhatIsDurable) {
  GroupCommit commits(open(), state_);
  std::int64_t seen = 0;
  commits.submit(add_run("one"), [&](const grpc::Status&) { seen = runs(); });
  commits.stop();

  EXPECT_EQ(seen, 1);
}

TEST_F(GroupCommitTest, AfterStopItTakesNothing) {
  GroupCommit commits(open(), state_);
  commits.stop();

  commits.submit(add_run("late"), note());

  EXPECT_EQ(replies_, std::vector{grpc::StatusCode::UNAVAILABLE});
  EXPECT_EQ(runs(), 0);
}

}  // namespace
}  // namespace caseload::wire::testing
