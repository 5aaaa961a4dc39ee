#include "grpc/backend/group_commit.hpp"

#include <gtest/gtest.h>

#include <future>

#include "grpc/backend/store_file.hpp"
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
      books.writer.add_run(name, "registration");
      return outcome;
    };
  }
  GroupCommit::Reply note() {
    return [this](const grpc::Status& status) { replies_.push_back(status.error_code()); };
  }

  Folder folder_;
  std::promise<void> released_;
  std::vector<grpc::StatusCode> replies_;  // from the writing thread; read after stop()
};

TEST_F(GroupCommitTest, ARefusedJobIsUndoneAlone) {
  GroupCommit commits(open());
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
  GroupCommit commits(open());
  hold(commits);
  commits.submit(add_run("one"), note());
  commits.submit([](Books&) -> grpc::Status { throw StoreFailure("disk full"); }, note());
  release();
  commits.stop();

  EXPECT_EQ(runs(), 0);
  EXPECT_EQ(replies_, (std::vector{grpc::StatusCode::UNAVAILABLE, grpc::StatusCode::UNAVAILABLE}));
}

TEST_F(GroupCommitTest, AfterAFailureTheNextGroupIsStored) {
  GroupCommit commits(open());
  std::promise<void> failed;
  commits.submit([](Books&) -> grpc::Status { throw StoreFailure("disk full"); },
                 [&failed](const grpc::Status&) { failed.set_value(); });
  failed.get_future().wait();
  commits.submit(add_run("one"), note());
  commits.stop();

  EXPECT_EQ(runs(), 1);
}

TEST_F(GroupCommitTest, AnswersOnlyWhatIsDurable) {
  GroupCommit commits(open());
  std::int64_t seen = 0;
  commits.submit(add_run("one"), [&](const grpc::Status&) { seen = runs(); });
  commits.stop();

  EXPECT_EQ(seen, 1);
}

TEST_F(GroupCommitTest, AfterStopItTakesNothing) {
  GroupCommit commits(open());
  commits.stop();

  commits.submit(add_run("late"), note());

  EXPECT_EQ(replies_, std::vector{grpc::StatusCode::UNAVAILABLE});
  EXPECT_EQ(runs(), 0);
}

}  // namespace
}  // namespace caseload::wire::testing
