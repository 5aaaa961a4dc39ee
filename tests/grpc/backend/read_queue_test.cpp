#include "grpc/backend/read_queue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <string>
#include <vector>

namespace caseload::wire {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

bool always() { return true; }

// What each question was told.
struct Answers {
  std::mutex mutex;
  std::vector<grpc::StatusCode> told;

  ReadQueue::Job question(std::function<bool()> wanted = &always) {
    return {.perform =
                [this](const grpc::Status& turn) {
                  const std::lock_guard lock(mutex);
                  told.push_back(turn.error_code());
                },
            .wanted = std::move(wanted)};
  }
};

// Holds the reading thread until it is let go.
struct Busy {
  std::promise<void> begun, end;

  ReadQueue::Job job() {
    return {.perform =
                [this](const grpc::Status&) {
                  begun.set_value();
                  end.get_future().wait();
                },
            .wanted = &always};
  }
};

TEST(ReadQueue, AnswersInTheOrderOfAsking) {
  Answers answers;
  Busy busy;
  ReadQueue queue(10);
  queue.submit(busy.job());
  busy.begun.get_future().wait();
  for (int i = 0; i < 3; ++i) queue.submit(answers.question());
  EXPECT_EQ(queue.waiting(), 3);
  busy.end.set_value();
  std::promise<void> last;
  queue.submit({.perform = [&](const grpc::Status&) { last.set_value(); }, .wanted = &always});
  last.get_future().wait();
  EXPECT_THAT(answers.told,
              ElementsAre(grpc::StatusCode::OK, grpc::StatusCode::OK, grpc::StatusCode::OK));
}

TEST(ReadQueue, TellsWhoComesWhenManyWaitToComeBack) {
  Answers answers;
  Busy busy;
  ReadQueue queue(2);
  queue.submit(busy.job());
  busy.begun.get_future().wait();
  queue.submit(answers.question());
  queue.submit(answers.question());
  grpc::Status told;
  queue.submit({.perform = [&](const grpc::Status& turn) { told = turn; }, .wanted = &always});
  EXPECT_EQ(told.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_THAT(told.error_message(), HasSubstr("2 questions wait"));
  busy.end.set_value();
}

TEST(ReadQueue, DoesNotBeginWhatNobodyWantsAnyMore) {
  Answers answers;
  Busy busy;
  ReadQueue queue(10);
  queue.submit(busy.job());
  busy.begun.get_future().wait();
  std::atomic<bool> wanted = true;
  queue.submit(answers.question([&] { return wanted.load(); }));
  wanted = false;
  busy.end.set_value();
  std::promise<void> last;
  queue.submit({.perform = [&](const grpc::Status&) { last.set_value(); }, .wanted = &always});
  last.get_future().wait();
  EXPECT_THAT(answers.told, ElementsAre(grpc::StatusCode::CANCELLED));
}

TEST(ReadQueue, SaysToLongReadingThatNobodyWaitsForItNow) {
  ReadQueue queue(10);
  std::atomic<bool> wanted = true;
  std::promise<std::vector<bool>> seen;
  queue.submit({.perform =
                    [&](const grpc::Status&) {
                      std::vector<bool> each{queue.wanted()};
                      wanted = false;
                      each.push_back(queue.wanted());
                      seen.set_value(each);
                    },
                .wanted = [&] { return wanted.load(); }});
  EXPECT_THAT(seen.get_future().get(), ElementsAre(true, false));
}

TEST(ReadQueue, EndsWithoutDoingWhatWaits) {
  Answers answers;
  Busy busy;
  ReadQueue queue(10);
  queue.submit(busy.job());
  busy.begun.get_future().wait();
  queue.submit(answers.question());
  std::thread stopping([&] { queue.stop(); });
  while (queue.wanted()) std::this_thread::yield();
  busy.end.set_value();
  stopping.join();
  queue.submit(answers.question());
  EXPECT_THAT(answers.told,
              ElementsAre(grpc::StatusCode::UNAVAILABLE, grpc::StatusCode::UNAVAILABLE));
}

}  // namespace
}  // namespace caseload::wire
